package org.postroom.mail.parse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.stream.BodyDescriptor;

/** The header of a mail or of one of its parts, and what it says about the body. */
final class PartHeader implements BodyDescriptor {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]{1,127}/[\\w!#$&^.+-]{1,127}");
    private static final Pattern SINGLE_QUOTED = Pattern.compile("^'(.+)'$");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");

    private final List<RawField> fields;
    private final Parameterized contentType;
    private final Parameterized disposition;
    private final String mediaType;
    private final boolean cut;

    /**
     * @param defaultType the type of a part that names none: text/plain, or message/rfc822 in a digest (RFC 2046 section 5.1.5)
     * @param cut whether fields were left out because there was too much of them
     */
    PartHeader(List<RawField> fields, String defaultType, boolean cut) {
        this.fields = List.copyOf(fields);
        this.cut = cut;
        this.contentType = parameterized("Content-Type");
        this.disposition = parameterized("Content-Disposition");
        this.mediaType = contentType.value().isEmpty() ? defaultType : readable(contentType.value());
    }

    /** What cannot be read counts as text when nothing speaks against it. */
    private String readable(String written) {
        Matcher type = MEDIA_TYPE.matcher(written);
        if (type.lookingAt()) {
            return type.group();
        }
        if (written.matches("x?html?")) {
            return "text/html";
        }
        if (written.equals("multipart")) {
            return "multipart/mixed";
        }
        boolean text = written.startsWith("text") || !written.contains("/") && name().isEmpty();
        return text ? "text/plain" : "application/octet-stream";
    }

    private Parameterized parameterized(String name) {
        return first(name)
                .map(field -> Parameterized.parse(field.text(Optional.empty())))
                .orElse(Parameterized.NONE);
    }

    boolean cut() {
        return cut;
    }

    List<RawField> fields() {
        return fields;
    }

    Optional<RawField> first(String name) {
        return fields.stream().filter(field -> field.named(name)).findFirst();
    }

    /** Content-Type (RFC 2045 section 5). */
    Parameterized contentType() {
        return contentType;
    }

    /** Content-Disposition (RFC 2183). */
    Parameterized disposition() {
        return disposition;
    }

    /** {@code type/subtype} in lower case. */
    String mediaType() {
        return mediaType;
    }

    boolean multipart() {
        return mediaType.startsWith("multipart/");
    }

    Optional<String> charset() {
        return contentType.parameter("charset");
    }

    /** File name: of Content-Disposition, else Content-Type's name; empty when there is none. */
    String name() {
        return Stream.concat(
                        dispositions().map(written -> written.parameter("filename")),
                        Stream.of("name", "filename").map(contentType::parameter))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> dispositions()
                        .flatMap(written -> written.parameter("name").stream())
                        .findFirst())
                .map(name -> SINGLE_QUOTED
                        .matcher(name)
                        .replaceAll("$1")
                        .replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ")
                        .strip())
                .orElse("");
    }

    /** Content-Location (RFC 2557 section 4), in one line. */
    Optional<String> location() {
        return first("Content-Location")
                .map(field -> field.text(Optional.empty()).replaceAll("[\\s<>\"]+", ""))
                .filter(location -> !location.isEmpty() && location.length() <= 1_000);
    }

    /** Every Content-Disposition: some programs write one of their own behind another's. */
    private Stream<Parameterized> dispositions() {
        return fields.stream()
                .filter(field -> field.named("Content-Disposition"))
                .map(field -> Parameterized.parse(field.text(Optional.empty())));
    }

    /** Content-ID without its angle brackets. */
    Optional<String> contentId() {
        return first("Content-ID")
                .map(field -> field.text(Optional.empty())
                        .strip()
                        .replaceFirst("^<", "")
                        .replaceFirst(">$", ""))
                .filter(id -> !id.isBlank());
    }

    /** Content-Transfer-Encoding in lower case, without comments. */
    @Override
    public String getTransferEncoding() {
        return first("Content-Transfer-Encoding")
                .map(field -> COMMENT.matcher(field.text(Optional.empty())).replaceAll(" "))
                .orElse("7bit")
                .toLowerCase(Locale.ROOT);
    }

    /** A multipart without a boundary is handed over as a whole; its boundary is guessed later. */
    @Override
    public String getMimeType() {
        return multipart() && contentType.parameter("boundary").isEmpty() ? "application/octet-stream" : mediaType;
    }

    @Override
    public String getMediaType() {
        return mediaType.substring(0, mediaType.indexOf('/'));
    }

    @Override
    public String getSubType() {
        return mediaType.substring(mediaType.indexOf('/') + 1);
    }

    @Override
    public String getCharset() {
        return charset().orElse("us-ascii");
    }

    @Override
    public String getBoundary() {
        return contentType.parameter("boundary").orElse("");
    }

    @Override
    public long getContentLength() {
        return -1;
    }
}
