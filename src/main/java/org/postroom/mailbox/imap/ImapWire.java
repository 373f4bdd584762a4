package org.postroom.mailbox.imap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postroom.mail.BytesSink;
import org.postroom.mail.Scratch;
import org.postroom.mailbox.Link;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.imap.Response.Literal;

/** Commands out, responses in. Notes what a server may say at any time: that there are new mails, and that it ends. */
final class ImapWire {
    private static final int LONGEST_LINE = 1024 * 1024;
    private static final int MOST_LITERALS = 100;
    private static final int DIGITS_OF_LITERAL = 18;

    private final Link link;
    private final Scratch scratch;
    private int commands;
    private boolean newMail;
    private boolean empty;
    private int keep;

    ImapWire(Link link, Scratch scratch) {
        this.link = link;
        this.scratch = scratch;
    }

    /** From now on no more than so many bytes of a response's literals are kept; the rest is read past. */
    void keepOfLiterals(int bytes) {
        keep = bytes;
    }

    /** Sends a command and returns its tag. */
    String send(String command) throws MailboxException {
        commands++;
        String tag = "p" + commands;
        link.send(tag + " " + command + "\r\n");
        return tag;
    }

    /** Sends a line that belongs to the command under way. */
    void sendLine(String line) throws MailboxException {
        link.send(line + "\r\n");
    }

    /** Sends a command, hands over the untagged responses as they come, and returns the tagged one. */
    Response run(String command, Consumer<Response> untagged) throws MailboxException {
        return finish(send(command), untagged);
    }

    /** As {@link #run}, for commands whose untagged responses say nothing of interest. */
    Response run(String command) throws MailboxException {
        return run(command, ignored -> {});
    }

    /** As {@link #run}; anything but OK is a refusal. */
    Response demand(String command) throws MailboxException {
        Response done = run(command);
        if (!done.status().equals("OK")) {
            throw new MailboxException(Kind.REFUSED, done.words());
        }
        return done;
    }

    /** Reads up to the tagged response of this command. */
    Response finish(String tag, Consumer<Response> untagged) throws MailboxException {
        while (true) {
            Response response = next();
            if (response.isTagged(tag)) {
                return response;
            }
            if (!response.isUntagged()) {
                throw new MailboxException(Kind.GARBLED, response.text());
            }
            untagged.accept(response);
        }
    }

    /** The next response of whatever kind. */
    Response next() throws MailboxException {
        return complete(link.line(LONGEST_LINE));
    }

    /** The next response, or empty when it does not begin within this time. */
    Optional<Response> nextWithin(Duration wait) throws MailboxException {
        Optional<String> line = link.lineWithin(wait, LONGEST_LINE);
        return line.isEmpty() ? Optional.empty() : Optional.of(complete(line.get()));
    }

    /** Whether the server told of new mails since this was asked last. */
    boolean takeNewMail() {
        boolean told = newMail;
        newMail = false;
        return told;
    }

    /** Whether the server said that the folder holds no mail, and told of none since. */
    boolean isEmpty() {
        return empty;
    }

    private Response complete(String firstLine) throws MailboxException {
        StringBuilder text = new StringBuilder(firstLine);
        List<Literal> literals = new ArrayList<>();
        String line = firstLine;
        long left = keep;
        long announced = literalAt(line);
        while (announced >= 0) {
            if (literals.size() == MOST_LITERALS) {
                throw new MailboxException(Kind.GARBLED, "a response of more than " + MOST_LITERALS + " literals");
            }
            literals.add(literal(announced, Math.min(announced, left)));
            left -= Math.min(announced, left);
            line = link.line(LONGEST_LINE);
            text.append(line);
            announced = literalAt(line);
        }
        return noted(new Response(text.toString(), literals));
    }

    private Response noted(Response response) throws MailboxException {
        if (response.isNumbered("EXISTS")) {
            newMail = true;
            empty = response.number() == 0;
        }
        if (response.is("BYE")) {
            throw new MailboxException(Kind.UNAVAILABLE, response.text().substring("* BYE".length()));
        }
        return response;
    }

    private Literal literal(long size, long kept) throws MailboxException {
        BytesSink content = scratch.sink(kept);
        link.read(content, kept);
        link.skip(size - kept);
        return new Literal(content.bytes(), size);
    }

    private static long literalAt(String line) throws MailboxException {
        if (!line.endsWith("}")) {
            return -1;
        }
        int open = line.lastIndexOf('{');
        String digits = open < 0 ? "" : line.substring(open + 1, line.length() - 1);
        if (digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)) {
            return -1;
        }
        if (digits.length() > DIGITS_OF_LITERAL) {
            throw new MailboxException(Kind.GARBLED, "a literal of " + digits + " bytes");
        }
        return Long.parseLong(digits);
    }
}
