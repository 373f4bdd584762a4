package org.postroom.web.mailview;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;

/** The pictures that came with a mail, as addresses that hold the whole picture (RFC 2397). For one mail. */
final class InlinePictures {
    private static final int MOST_BYTES = 5_000_000;
    private static final int SIGNATURE = 12;
    private static final Pattern DATA = Pattern.compile(
            "data:image/(?:png|jpe?g|gif|webp)\\s*;\\s*base64\\s*,([A-Za-z0-9+/=\\s]*)", Pattern.CASE_INSENSITIVE);

    private final List<Attachment> files;
    private int room = MOST_BYTES;
    private boolean leftOut;

    InlinePictures(List<Attachment> files) {
        this.files = List.copyOf(files);
    }

    /** Whether some were left out because all of them together would be too large. */
    boolean leftOut() {
        return leftOut;
    }

    /** The picture of this Content-ID (RFC 2392), or of this name, by which some programs refer to it; empty when it is none, or there is no room for it. */
    Optional<String> byContentId(String contentId) {
        String wanted = decoded(contentId);
        return files.stream()
                .filter(file ->
                        file.contentId().filter(wanted::equalsIgnoreCase).isPresent())
                .findFirst()
                .or(() -> files.stream()
                        .filter(file -> file.name().equalsIgnoreCase(wanted))
                        .findFirst())
                .flatMap(file -> address(file.content()));
    }

    /**
     * The picture of this Content-Location (RFC 2557): the whole address, or its end where one of the two is a mere file name,
     * as pages are that were sent whole.
     */
    Optional<String> byLocation(String address) {
        String wanted = decoded(address);
        return files.stream()
                .filter(file -> !wanted.isEmpty()
                        && file.contentId().filter(own -> same(own, wanted)).isPresent())
                .findFirst()
                .flatMap(file -> address(file.content()));
    }

    private static boolean same(String location, String wanted) {
        return location.equals(wanted)
                || wanted.indexOf('/') < 0 && location.endsWith("/" + wanted)
                || location.indexOf('/') < 0 && location.indexOf('.') > 0 && wanted.endsWith("/" + location);
    }

    /** A picture that stands in the HTML itself. */
    Optional<String> ofData(String address) {
        Matcher matcher = DATA.matcher(address);
        return matcher.matches() ? bytes(matcher.group(1)).flatMap(this::address) : Optional.empty();
    }

    private Optional<String> address(Bytes picture) {
        Optional<String> type = type(picture);
        if (type.isPresent() && picture.size() > room) {
            leftOut = true;
            return Optional.empty();
        }
        return type.map(known -> {
            room -= picture.size();
            return "data:" + known + ";base64," + Base64.getEncoder().encodeToString(picture.toArray());
        });
    }

    /** By its first bytes, whatever its label says; SVG, which can act, is not among them. */
    private static Optional<String> type(Bytes picture) {
        if (picture.size() < SIGNATURE) {
            return Optional.empty();
        }
        String start = Bytes.wrap(java.util.Arrays.copyOf(picture.toArray(), SIGNATURE))
                .latin1();
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of("image/gif");
        }
        return start.startsWith("RIFF") && start.startsWith("WEBP", 8) ? Optional.of("image/webp") : Optional.empty();
    }

    private static Optional<Bytes> bytes(String base64) {
        try {
            return Optional.of(Bytes.wrap(Base64.getMimeDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Content-IDs stand percent-encoded in addresses (RFC 2392 section 2). */
    private static String decoded(String contentId) {
        try {
            return URLDecoder.decode(contentId.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return contentId;
        }
    }
}
