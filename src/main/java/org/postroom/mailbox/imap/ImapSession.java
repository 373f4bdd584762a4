package org.postroom.mailbox.imap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.mailbox.Link;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSession;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.Oversized;

/** One open IMAP folder. Everything by UID; the folder is opened read-only where nothing is to be removed. */
final class ImapSession implements MailboxSession {
    /** Mails listed at a time; those beyond come with the next listing, and a server that never ends fills no memory. */
    private static final int MOST_LISTED = 500_000;

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Link link;
    private final ImapWire wire;
    private final Set<String> capabilities;
    private final MailboxSettings settings;
    private final ImapRemover remover;

    private long uidValidity;
    private long highestListed;
    private boolean idleRefused;

    ImapSession(Link link, ImapWire wire, Set<String> capabilities, MailboxSettings settings) {
        this.link = link;
        this.wire = wire;
        this.capabilities = capabilities;
        this.settings = settings;
        this.remover = new ImapRemover(wire, capabilities, settings.afterImport());
    }

    /** Opens the folder of the settings. */
    void open() throws MailboxException {
        String command = settings.afterImport() instanceof AfterImport.Leave ? "EXAMINE " : "SELECT ";
        Response done = wire.run(command + FolderName.quoted(settings.folder()), this::noteValidity);
        if (!done.status().equals("OK")) {
            throw new MailboxException(Kind.NO_FOLDER, done.words());
        }
        wire.takeNewMail();
    }

    @Override
    public void within(Duration longest) {
        link.within(longest);
    }

    @Override
    public long uidValidity() {
        return uidValidity;
    }

    @Override
    public boolean trustsUids() {
        return uidValidity > 0;
    }

    @Override
    public List<Listed> listNew() throws MailboxException {
        wire.takeNewMail();
        List<Listed> listed = new ArrayList<>();
        long from = highestListed + 1;
        Response done = wire.run("UID FETCH " + from + ":* (UID RFC822.SIZE INTERNALDATE)", response -> {
            if (response.isNumbered("FETCH")) {
                addListed(listed, FetchItems.of(response), from);
            }
        });
        // Some servers take 1:* for a mistake where there is no mail
        if (done.status().equals("BAD") && !wire.isEmpty()) {
            throw new MailboxException(Kind.REFUSED, done.words());
        }
        listed.sort((one, other) -> Long.compare(uidOf(one), uidOf(other)));
        return listed;
    }

    /** A set such as {@code 8:*} holds the last mail even where its UID is below 8. */
    private void addListed(List<Listed> listed, FetchItems items, long from) {
        if (listed.size() < MOST_LISTED
                && items.uid().isPresent()
                && items.uid().get() >= from
                && items.size().isPresent()) {
            long uid = items.uid().get();
            listed.add(new Listed(
                    listed.size() + 1,
                    Optional.of(Long.toString(uid)),
                    items.size().get(),
                    items.arrived()));
            highestListed = Math.max(highestListed, uid);
        }
    }

    @Override
    public List<Fetched> fetch(List<Listed> mails, long largest) throws MailboxException {
        List<Fetched> fetched = new ArrayList<>();
        List<Listed> whole =
                mails.stream().filter(mail -> mail.size() <= largest).toList();
        List<Listed> tooLarge =
                mails.stream().filter(mail -> mail.size() > largest).toList();
        fetch(whole, "BODY.PEEK[]", new FetchBasket(whole, largest, fetched));
        // A byte more than the beginning tells that it is but the beginning: the mail may be smaller than listed.
        int size = Oversized.beginning(largest);
        String beginning = "BODY.PEEK[]<0." + (size + 1) + ">";
        fetch(tooLarge, beginning, new FetchBasket(tooLarge, size, fetched));
        return fetched;
    }

    private void fetch(List<Listed> mails, String item, FetchBasket basket) throws MailboxException {
        wire.keepOfLiterals(basket.keep());
        for (String set : UidSet.of(mails.stream().map(ImapSession::uidOf).toList())) {
            // NO comes when some mails have vanished meanwhile: what came before it is good.
            Response done = wire.run("UID FETCH " + set + " (UID " + item + ")", basket::take);
            if (done.status().equals("BAD")) {
                throw new MailboxException(Kind.REFUSED, done.words());
            }
        }
        wire.keepOfLiterals(0);
    }

    @Override
    public Optional<String> whyKept() {
        return remover.whyKept();
    }

    @Override
    public Optional<String> remove(List<Listed> mails) throws MailboxException {
        return remover.remove(mails.stream().map(ImapSession::uidOf).toList());
    }

    @Override
    public void settle() {
        // Nothing to do: expunged and moved mails are gone at once.
    }

    @Override
    public boolean isOver() {
        return false;
    }

    /** IDLE (RFC 2177). The caller polls and idles again well within the 29 minutes after which servers may hang up. */
    @Override
    public boolean awaitMail(Duration longest) throws MailboxException {
        if (idleRefused || !settings.rhythm().idle() || !capabilities.contains("IDLE")) {
            return false;
        }
        if (wire.takeNewMail()) {
            return true;
        }
        String tag = wire.send("IDLE");
        boolean idling = waitInIdle(tag, longest);
        if (idling) {
            wire.sendLine("DONE");
            wire.finish(tag, ignored -> {});
        }
        idleRefused = !idling;
        return idling;
    }

    private boolean waitInIdle(String tag, Duration longest) throws MailboxException {
        long until = System.nanoTime() + longest.toNanos();
        boolean asked = false;
        boolean told = false;
        while (!asked || !told) {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            Optional<Response> response =
                    asked ? (left.isPositive() ? wire.nextWithin(left) : Optional.empty()) : Optional.of(wire.next());
            if (response.isEmpty()) {
                return true;
            }
            if (response.get().isTagged(tag)) {
                return false;
            }
            asked |= response.get().isContinuation();
            told |= response.get().isNumbered("EXISTS");
        }
        return true;
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(whyKept().stream().toList());
        if (uidValidity == 0) {
            warnings.add("The server tells no UIDVALIDITY, so that mails are known by their bytes alone.");
        }
        return warnings;
    }

    @Override
    public void close() {
        link.within(GOODBYE);
        try {
            wire.send("LOGOUT");
        } catch (MailboxException e) {
            // The connection is already broken, and is given up in any case.
        } finally {
            link.close();
        }
    }

    private void noteValidity(Response response) {
        if (response.is("OK")) {
            response.code("UIDVALIDITY")
                    .filter(value -> value.matches("\\d{1,18}"))
                    .ifPresent(value -> uidValidity = Long.parseLong(value));
        }
    }

    private static long uidOf(Listed mail) {
        return Long.parseLong(mail.uid().orElseThrow());
    }
}
