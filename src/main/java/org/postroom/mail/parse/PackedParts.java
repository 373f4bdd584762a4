package org.postroom.mail.parse;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells agents of parts that Postroom cannot show them, and what to do about it: one sentence each. */
final class PackedParts {
    private static final String DO =
            ", which Postroom cannot undo: open it in a mail program that has the key, or ask the sender to write unencrypted";

    private final Set<String> problems = new TreeSet<>();

    private PackedParts() {}

    static Set<String> problems(Entity mail, String text) {
        PackedParts packed = new PackedParts();
        packed.look(mail);
        if (PgpText.encrypted(text)) {
            packed.problems.add("Some of its text is encrypted with PGP" + DO);
        }
        return packed.problems;
    }

    private void look(Entity part) {
        PartHeader header = part.header();
        switch (header.mediaType()) {
            case "multipart/encrypted", "application/pgp-encrypted" -> problems.add("It is encrypted with PGP" + DO);
            case "message/partial" -> problems.add(partial(header.contentType().parameters()));
            case "message/external-body" ->
                problems.add("A part of it lies elsewhere and was not fetched" + place(header.contentType()));
            default -> {}
        }
        if (CryptographicMessage.is(header) && !part.composite()) {
            sealed(CryptographicMessage.of(part.content().toArray())).ifPresent(problems::add);
        }
        part.parts().forEach(this::look);
    }

    private static Optional<String> sealed(CryptographicMessage message) {
        return switch (message.kind()) {
            case SIGNED ->
                message.signed().isPresent()
                        ? Optional.empty()
                        : Optional.of("It has an S/MIME signature without a text");
            case ENCRYPTED -> Optional.of("It is encrypted with S/MIME" + DO);
            case COMPRESSED ->
                Optional.of("It is compressed by S/MIME, which Postroom cannot undo: open it in a mail program");
            case UNKNOWN -> Optional.of("Its S/MIME part is broken and is kept as a file");
        };
    }

    private static String partial(Map<String, String> parameters) {
        String number = parameters.getOrDefault("number", "").replaceAll("\\D", "");
        String total = parameters.getOrDefault("total", "").replaceAll("\\D", "");
        return "It is one piece of a mail that was sent in pieces"
                + (number.isEmpty() ? "" : " (number " + number + (total.isEmpty() ? "" : " of " + total) + ")")
                + ": ask the sender to send it whole";
    }

    private static String place(Parameterized type) {
        return type.parameter("url")
                .or(() -> type.parameter("name")
                        .flatMap(name -> type.parameter("site").map(site -> name + " at " + site)))
                .map(place -> place.replaceAll("[\\p{Cntrl}\\s]+", " "))
                .map(place -> ": " + place.substring(0, Math.min(place.length(), 300)))
                .orElse("");
    }
}
