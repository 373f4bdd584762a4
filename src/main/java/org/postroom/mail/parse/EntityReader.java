package org.postroom.mail.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;
import org.postroom.mail.Scratch;
import org.postroom.schedule.Patience;

/** Takes one mail apart into entities. For a single mail: it counts parts and remembers what was odd. */
final class EntityReader {
    private static final Bytes NOTHING = Bytes.wrap(new byte[0]);
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxHeaderLen(-1)
            .setMaxContentLen(-1)
            .build();
    /** The first line that looks like a boundary. */
    private static final Pattern BOUNDARY_LINE =
            Pattern.compile("^--([^\\s-][^\\r\\n]{0,68}\\S)[ \\t]*$", Pattern.MULTILINE);

    /** People sign a mail twice at most. Each mail in a signature is held beside the part it came from. */
    private static final int MOST_SEALS = 3;

    private final ReadLimits limits;
    private final Scratch scratch;
    private final Set<String> problems = new TreeSet<>();
    private int entities;
    private int seals;

    /** @param scratch where the contents of large parts lie */
    EntityReader(ReadLimits limits, Scratch scratch) {
        this.limits = limits;
        this.scratch = scratch;
    }

    Set<String> problems() {
        return problems;
    }

    /** Reads a whole mail. */
    Entity read(InputStream mail) throws IOException, MimeException {
        return read(mail, 0);
    }

    private Entity read(InputStream mail, int depth) throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(
                LENIENT,
                DecodeMonitor.SILENT,
                new CutFieldBuilder(limits.headerBytes()),
                new HeaderBuilder(limits.headerBytes(), "text/plain"));
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(Patience.checked(mail));
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open());
        EntityState state = tokens.getState();
        while (state != EntityState.T_END_OF_STREAM && entities < limits.parts()) {
            Patience.check();
            step(tokens, state, open, depth);
            state = tokens.next();
        }
        if (state != EntityState.T_END_OF_STREAM) {
            problems.add("It has more than " + limits.parts() + " parts; the rest is in the raw mail only");
        }
        while (open.size() > 1) {
            close(open, depth);
        }
        Open outermost = open.getLast();
        return outermost.parts.isEmpty() ? empty() : outermost.parts.getFirst();
    }

    private void step(MimeTokenStream tokens, EntityState state, Deque<Open> open, int depth)
            throws IOException, MimeException {
        switch (state) {
            case T_START_MESSAGE, T_START_BODYPART -> open.push(new Open());
            case T_END_HEADER -> tokens.setRecursionMode(recursion(depth + open.size() - 1));
            case T_START_MULTIPART -> open.element().header = (PartHeader) tokens.getBodyDescriptor();
            case T_PREAMBLE -> open.element().preamble = all(tokens);
            case T_BODY -> body(tokens, open.element());
            case T_END_MESSAGE, T_END_BODYPART -> close(open, depth);
            default -> {}
        }
    }

    /** An entity this deep is not looked into: Mime4J needs stack and time for every level. */
    private RecursionMode recursion(int level) {
        return level > limits.depth() ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE;
    }

    private void body(MimeTokenStream tokens, Open entity) throws IOException {
        PartHeader header = (PartHeader) tokens.getBodyDescriptor();
        entity.header = header;
        Bytes raw = all(tokens);
        entity.content = header.multipart() ? raw : TransferEncoding.decode(raw, header.getTransferEncoding());
    }

    private Bytes all(MimeTokenStream tokens) throws IOException {
        BytesSink all = scratch.sink();
        tokens.getInputStream().transferTo(all);
        return all.bytes();
    }

    private void close(Deque<Open> open, int depth) throws IOException, MimeException {
        Entity entity = open.pop().entity();
        if (entity.header().cut()) {
            problems.add("A header has more than " + limits.headerBytes() + " bytes; the rest is in the raw mail only");
        }
        boolean guessed = depth > 0 && open.size() == 1;
        int level = depth + open.size();
        open.element().parts.add(guessed ? entity : unsealed(mended(entity, level), level));
        entities++;
    }

    /** A mail in a signature (RFC 8551 section 3.5.2) is read as if its signature stood beside it, which it then does. */
    private Entity unsealed(Entity entity, int level) throws IOException, MimeException {
        boolean tooDeep = level > limits.depth() || seals >= MOST_SEALS;
        if (entity.composite() || tooDeep || !CryptographicMessage.is(entity.header())) {
            return entity;
        }
        seals++;
        Optional<byte[]> signed =
                CryptographicMessage.of(entity.content().toArray()).signed();
        return signed.isEmpty()
                ? entity
                : new Entity(
                        entity.header(),
                        List.of(read(new ByteArrayInputStream(signed.get()), level), entity),
                        NOTHING,
                        NOTHING);
    }

    /** A multipart in which no part was found: its boundary is missing or wrong, and is guessed. */
    private Entity mended(Entity entity, int level) throws IOException, MimeException {
        if (!entity.header().multipart() || entity.composite()) {
            return entity;
        }
        Bytes body = entity.content().size() > 0 ? entity.content() : entity.preamble();
        if (level > limits.depth()) {
            problems.add(
                    "Its parts are nested more than " + limits.depth() + " deep; the rest is kept as one attachment");
            return opaque(entity.header(), body);
        }
        problems.add("A multipart names no boundary that occurs in it");
        Bytes decoded = guess(body).isPresent()
                ? body
                : TransferEncoding.decode(body, entity.header().getTransferEncoding());
        Optional<String> boundary = guess(decoded);
        return boundary.isPresent()
                ? reread(entity.header(), decoded, boundary.get(), level)
                : plain(entity.header(), body);
    }

    private static Optional<String> guess(Bytes body) {
        Matcher line = BOUNDARY_LINE.matcher(body.latin1());
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    private Entity reread(PartHeader header, Bytes body, String boundary, int depth) throws IOException, MimeException {
        byte[] made = ("Content-Type: multipart/mixed; boundary=\"" + boundary.replaceAll("([\"\\\\])", "\\\\$1")
                        + "\"\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Entity reread = read(new SequenceInputStream(new ByteArrayInputStream(made), body.open()), depth);
        return reread.composite() ? new Entity(header, reread.parts(), NOTHING, NOTHING) : plain(header, body);
    }

    /** The body as text, under a header that says nothing else. */
    private static Entity plain(PartHeader header, Bytes body) {
        List<RawField> others = header.fields().stream()
                .filter(field -> !field.named("Content-Type"))
                .toList();
        Bytes content = TransferEncoding.decode(body, header.getTransferEncoding());
        return new Entity(new PartHeader(others, "text/plain", header.cut()), List.of(), content, NOTHING);
    }

    private static Entity opaque(PartHeader header, Bytes body) {
        return new Entity(header, List.of(), body, NOTHING);
    }

    private static Entity empty() {
        return new Entity(new PartHeader(List.of(), "text/plain", false), List.of(), NOTHING, NOTHING);
    }

    /** An entity of which the end has not been seen. */
    private static final class Open {
        private PartHeader header = new PartHeader(List.of(), "text/plain", false);
        private final List<Entity> parts = new ArrayList<>();
        private Bytes content = NOTHING;
        private Bytes preamble = NOTHING;

        private Entity entity() {
            return new Entity(header, parts, content, parts.isEmpty() ? preamble : NOTHING);
        }
    }
}
