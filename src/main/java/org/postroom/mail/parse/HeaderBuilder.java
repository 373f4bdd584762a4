package org.postroom.mail.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;

/** Collects the fields of one part as Mime4J comes upon them. Fields beyond a number of bytes are not kept. */
final class HeaderBuilder implements BodyDescriptorBuilder {
    private final int bytes;
    private final String defaultType;
    private final List<RawField> fields = new ArrayList<>();
    private int bytesLeft;

    HeaderBuilder(int bytes, String defaultType) {
        this.bytes = bytes;
        this.defaultType = defaultType;
        this.bytesLeft = bytes;
    }

    @Override
    public void reset() {
        fields.clear();
        bytesLeft = bytes;
    }

    @Override
    public Field addField(org.apache.james.mime4j.stream.RawField field) {
        ByteSequence raw = field.getRaw();
        if (raw != null && bytesLeft > 0) {
            fields.add(RawField.unfold(field.getName(), raw.toByteArray(), field.getDelimiterIdx() + 1, bytesLeft));
        }
        bytesLeft -= raw == null ? 0 : Math.min(raw.length(), bytesLeft + 1);
        return field;
    }

    @Override
    public BodyDescriptor build() {
        return new PartHeader(fields, defaultType, bytesLeft < 0);
    }

    @Override
    public BodyDescriptorBuilder newChild() {
        boolean digest = new PartHeader(fields, defaultType, false).mediaType().equals("multipart/digest");
        return new HeaderBuilder(bytes, digest ? "message/rfc822" : "text/plain");
    }
}
