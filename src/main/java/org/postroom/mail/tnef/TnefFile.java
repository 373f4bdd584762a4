package org.postroom.mail.tnef;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;

/** An attachment of a TNEF while it is read: its attributes come one by one. */
final class TnefFile {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,100}");
    private static final int GUID = 16;
    /** The first bytes of IID_IMessage, with which a message begins that is an attachment ([MS-OXTNEF] section 2.1.3.3.15). */
    private static final byte[] MESSAGE = {0x07, 0x03, 0x02, 0};

    private final MapiProperties properties = new MapiProperties();
    private byte[] title = {};
    private Optional<byte[]> data = Optional.empty();

    MapiProperties properties() {
        return properties;
    }

    void title(byte[] written) {
        title = MapiProperties.withoutEnd(written);
    }

    void data(byte[] written) {
        data = Optional.of(written);
    }

    /** The long name, else the short one. */
    String name(CodePages pages, int codePage) {
        return properties
                .text(MapiProperties.ATTACH_LONG_FILENAME, pages, codePage)
                .or(() -> properties.text(MapiProperties.ATTACH_FILENAME, pages, codePage))
                .or(() -> Optional.of(pages.decode(title, codePage)).filter(name -> !name.isBlank()))
                .or(() -> properties.text(MapiProperties.DISPLAY_NAME, pages, codePage))
                .map(name -> name.replaceAll("\\p{Cntrl}+", " ").strip())
                .orElse("");
    }

    /** The TNEF of a message within the message. */
    Optional<byte[]> message() {
        return object().filter(object -> Arrays.equals(Arrays.copyOf(object, MESSAGE.length), MESSAGE))
                .map(TnefFile::behindGuid);
    }

    private Optional<byte[]> object() {
        return properties.object(MapiProperties.ATTACH_DATA)
                ? properties.bytes(MapiProperties.ATTACH_DATA).filter(object -> object.length > GUID)
                : Optional.empty();
    }

    private static byte[] behindGuid(byte[] object) {
        return Arrays.copyOfRange(object, GUID, object.length);
    }

    /** Empty when it has no content. */
    Optional<Attachment> attachment(CodePages pages, int codePage) {
        Optional<byte[]> content = data.filter(bytes -> bytes.length > 0)
                .or(() -> object().map(TnefFile::behindGuid))
                .or(() -> properties.bytes(MapiProperties.ATTACH_DATA))
                .or(() -> data);
        Optional<String> contentId = properties
                .text(MapiProperties.ATTACH_CONTENT_ID, pages, codePage)
                .map(id -> id.replaceAll("[<>\\p{Cntrl}]", "").strip());
        return content.map(bytes -> new Attachment(
                name(pages, codePage), type(pages), contentId.isPresent(), contentId, Bytes.wrap(bytes)));
    }

    private String type(CodePages pages) {
        return properties
                .text(MapiProperties.ATTACH_MIME_TAG, pages, 1252)
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .filter(type -> TYPE.matcher(type).matches())
                .orElse("application/octet-stream");
    }
}
