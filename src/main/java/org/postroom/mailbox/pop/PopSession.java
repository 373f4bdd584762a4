package org.postroom.mailbox.pop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.mailbox.Link;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSession;
import org.postroom.mailbox.Oversized;
import org.postroom.mailbox.pop.PopWire.Body;
import org.postroom.mailbox.pop.PopWire.Reply;
import org.postroom.schedule.Failpoint;

/** One POP3 session: a snapshot of the mailbox, over with QUIT. */
final class PopSession implements MailboxSession {
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int SLACK = 1024 * 1024;
    private static final int LINES_OF_BEGINNING = 200;

    /** Commands sent ahead of their replies; few enough that they fit into socket buffers whatever the server does. */
    private static final int AHEAD = 100;

    private final Link link;
    private final PopWire wire;
    private final boolean pipelining;

    private boolean listed;
    private boolean lacksUids;
    private boolean deleted;
    private boolean over;

    PopSession(Link link, PopWire wire, Set<String> capabilities) {
        this.link = link;
        this.wire = wire;
        this.pipelining = capabilities.contains("PIPELINING");
    }

    @Override
    public void within(Duration longest) {
        link.within(longest);
    }

    @Override
    public long uidValidity() {
        return 0;
    }

    /** Some servers use a UIDL again for another mail, so that nothing is deleted that was not read just before. */
    @Override
    public boolean trustsUids() {
        return false;
    }

    @Override
    public List<Listed> listNew() throws MailboxException {
        if (listed) {
            return List.of();
        }
        listed = true;
        List<String> sizes = wire.askLines("LIST")
                .orElseThrow(() -> new MailboxException(Kind.REFUSED, "the server does not LIST its mails"));
        Uidls uidls = wire.askLines("UIDL").map(Uidls::read).orElseGet(Uidls::none);
        List<Listed> mails = sizes.stream()
                .map(Uidls::numberAndRest)
                .flatMap(Optional::stream)
                .flatMap(entry -> mail(entry, uidls))
                .toList();
        lacksUids = mails.stream().anyMatch(mail -> mail.uid().isEmpty());
        return mails;
    }

    private static Stream<Listed> mail(Map.Entry<Integer, String> entry, Uidls uidls) {
        return entry.getValue().matches("\\d{1,18}")
                ? Stream.of(new Listed(
                        entry.getKey(), uidls.of(entry.getKey()), Long.parseLong(entry.getValue()), Optional.empty()))
                : Stream.empty();
    }

    @Override
    public List<Fetched> fetch(List<Listed> mails, long largest) throws MailboxException {
        List<Fetched> fetched = new ArrayList<>();
        for (Listed mail : mails) {
            if (mail.size() > largest) {
                beginning(mail, Oversized.beginning(largest)).ifPresent(fetched::add);
            }
        }
        List<Listed> whole =
                mails.stream().filter(mail -> mail.size() <= largest).toList();
        int keep = (int) Math.min(largest + 1, LARGEST_ARRAY);
        long[] room = {2 * whole.stream().mapToLong(Listed::size).sum() + SLACK};
        inTurn("RETR ", whole, (mail, reply) -> {
            if (reply.ok()) {
                Body body = wire.body(mail.size(), room[0] < 0 ? 0 : keep);
                boolean inRoom = room[0] >= 0;
                room[0] -= body.kept();
                if (inRoom) {
                    fetched.add(fetched(mail, body, largest));
                }
            }
        });
        return fetched;
    }

    private static Fetched fetched(Listed mail, Body body, long largest) {
        return body.size() > largest
                ? new Fetched(
                        mail,
                        Oversized.cut(body.content(), Oversized.beginning(largest)),
                        false,
                        Math.max(body.size(), mail.size()))
                : new Fetched(mail, body.content(), true, body.size());
    }

    /** TOP (RFC 1939 section 7) is optional: without it the mail is read to its end and all but the beginning dropped. */
    private Optional<Fetched> beginning(Listed mail, int keep) throws MailboxException {
        boolean told =
                wire.ask("TOP " + mail.number() + " " + LINES_OF_BEGINNING).ok()
                        || wire.ask("RETR " + mail.number()).ok();
        if (!told) {
            return Optional.empty();
        }
        Body body = wire.body(keep, keep);
        return Optional.of(new Fetched(mail, body.content(), false, mail.size()));
    }

    @Override
    public Optional<String> whyKept() {
        return Optional.empty();
    }

    @Override
    public Optional<String> remove(List<Listed> mails) throws MailboxException {
        List<String> refusals = new ArrayList<>();
        deleted = true;
        inTurn("DELE ", mails, (mail, reply) -> {
            if (!reply.ok()) {
                refusals.add(reply.words());
            }
        });
        return refusals.stream().findFirst();
    }

    /** Mails marked by DELE are deleted by QUIT, and only by QUIT. */
    @Override
    public void settle() throws MailboxException {
        over = true;
        Failpoint.QUITTING.pass();
        Reply reply = wire.ask("QUIT");
        Failpoint.QUIT.pass();
        if (deleted && !reply.ok()) {
            throw new MailboxException(Kind.REFUSED, reply.words());
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public boolean awaitMail(Duration longest) {
        return false;
    }

    @Override
    public List<String> warnings() {
        return lacksUids
                ? List.of("The server gives no usable UIDL to some mails, so that these are downloaded at each poll"
                        + " while they stay there.")
                : List.of();
    }

    /** Without QUIT: whatever was marked as deleted and not settled stays. */
    @Override
    public void close() {
        link.within(GOODBYE);
        try {
            if (!over && !deleted) {
                wire.send(List.of("QUIT"));
            }
        } catch (MailboxException e) {
            // The connection is already broken, and is given up in any case.
        } finally {
            link.close();
        }
    }

    private void inTurn(String command, List<Listed> mails, ReplyTaker taker) throws MailboxException {
        int ahead = pipelining ? AHEAD : 1;
        for (int from = 0; from < mails.size(); from += ahead) {
            List<Listed> some = mails.subList(from, Math.min(from + ahead, mails.size()));
            wire.send(some.stream().map(mail -> command + mail.number()).toList());
            for (Listed mail : some) {
                taker.take(mail, wire.reply());
            }
        }
    }

    /** Takes the reply to a command about a mail, and reads what follows it. */
    @FunctionalInterface
    private interface ReplyTaker {
        void take(Listed mail, Reply reply) throws MailboxException;
    }
}
