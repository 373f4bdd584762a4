package org.postroom.mailbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.testing.ScriptedServer.Script;
import org.postroom.testing.ScriptedServer.Talk;

/** A small, well-behaved IMAP server with one folder, whose manners a test can spoil command by command. */
final class FakeImap implements Script {
    private static final Pattern SET = Pattern.compile("UID (?:FETCH|STORE|EXPUNGE|MOVE|COPY) ([0-9:,*]+).*");

    private final Map<Long, String> mails = new ConcurrentSkipListMap<>();
    private final List<Spoiled> spoiled = new CopyOnWriteArrayList<>();
    private final List<Talk> idling = new CopyOnWriteArrayList<>();
    private volatile String greeting = "* OK ready\r\n";
    private volatile String capabilities = "IMAP4rev1 IDLE UIDPLUS MOVE";
    private final Map<Long, String> arrivals = new ConcurrentSkipListMap<>();
    private volatile String validity = "* OK [UIDVALIDITY 7] fine\r\n";

    /** Answers a command in place of the usual way; the tag is given. Returns whether to go on talking. */
    @FunctionalInterface
    interface Manners {
        boolean answer(Talk talk, String tag, String command) throws IOException, InterruptedException;
    }

    private record Spoiled(Pattern command, Manners manners) {}

    FakeImap mail(long uid, String mail) {
        mails.put(uid, mail);
        return this;
    }

    /** When a mail came, as INTERNALDATE says it; else it does not say. */
    FakeImap arrived(long uid, String date) {
        arrivals.put(uid, date);
        return this;
    }

    /** Whether somebody waits to be told of mail. */
    boolean isIdle() {
        return !idling.isEmpty();
    }

    /** Says to all who idle that there is mail. */
    void tellOfMail() {
        idling.removeIf(talk -> !isTold(talk));
    }

    private boolean isTold(Talk talk) {
        try {
            talk.say("* " + mails.size() + " EXISTS\r\n");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Another client removes a mail. */
    void forget(long uid) {
        mails.remove(uid);
    }

    FakeImap greeting(String line) {
        greeting = line;
        return this;
    }

    FakeImap capabilities(String words) {
        capabilities = words;
        return this;
    }

    /** The line about UIDVALIDITY, with its CRLF, or nothing. */
    FakeImap validity(String line) {
        validity = line;
        return this;
    }

    /** Commands that match this expression, without their tag, are answered so. */
    FakeImap on(String command, Manners manners) {
        spoiled.addFirst(new Spoiled(Pattern.compile(command), manners));
        return this;
    }

    /** Commands that match are answered by a tagged line. */
    FakeImap answer(String command, String words) {
        return on(command, (talk, tag, all) -> {
            talk.say(tag + " " + words + "\r\n");
            return true;
        });
    }

    FakeImap forgetManners() {
        spoiled.clear();
        return this;
    }

    Map<Long, String> mails() {
        return new TreeMap<>(mails);
    }

    @Override
    public void talk(Talk talk) throws IOException, InterruptedException {
        talk.say(greeting);
        boolean more = true;
        while (more) {
            String line = talk.hear();
            int space = line.indexOf(' ');
            more = space < 0 || answer(talk, line.substring(0, space), line.substring(space + 1));
        }
    }

    private boolean answer(Talk talk, String tag, String command) throws IOException, InterruptedException {
        for (Spoiled one : spoiled) {
            if (one.command().matcher(command).matches()) {
                return one.manners().answer(talk, tag, command);
            }
        }
        usual(talk, command);
        talk.say(tag + " OK done\r\n");
        return !command.equals("LOGOUT");
    }

    /** Says what comes before the tagged line. */
    void usual(Talk talk, String command) throws IOException {
        if (command.equals("CAPABILITY")) {
            talk.say("* CAPABILITY " + capabilities + "\r\n");
        } else if (command.startsWith("SELECT") || command.startsWith("EXAMINE")) {
            talk.say("* " + mails.size() + " EXISTS\r\n" + validity);
        } else if (command.startsWith("UID FETCH")) {
            fetch(talk, command);
        } else if (command.startsWith("UID EXPUNGE") || command.startsWith("UID MOVE")) {
            selected(command).forEach(mails::remove);
        } else if (command.equals("IDLE")) {
            talk.say("+ idling\r\n");
            idling.add(talk);
            talk.hear();
            idling.remove(talk);
        }
    }

    private void fetch(Talk talk, String command) throws IOException {
        int number = 1;
        for (long uid : selected(command)) {
            String mail = mails.getOrDefault(uid, "");
            boolean whole = command.contains("BODY.PEEK[])");
            String beginning = mail.substring(0, Math.min(mail.length(), 50_001));
            if (whole) {
                talk.say("* " + number + " FETCH (UID " + uid + " BODY[] {" + mail.length() + "}\r\n" + mail + ")\r\n");
            } else if (command.contains("BODY.PEEK[]<0.50001>")) {
                talk.say("* " + number + " FETCH (BODY[]<0> {" + beginning.length() + "}\r\n" + beginning + " UID "
                        + uid + ")\r\n");
            } else {
                String date = arrivals.containsKey(uid) ? " INTERNALDATE \"" + arrivals.get(uid) + "\"" : "";
                talk.say("* " + number + " FETCH (UID " + uid + date + " RFC822.SIZE " + mail.length() + ")\r\n");
            }
            number++;
        }
    }

    /** The UIDs that are there and that the command names; with a star, the last one in any case. */
    List<Long> selected(String command) {
        Matcher set = SET.matcher(command);
        List<Long> uids = new ArrayList<>();
        if (set.matches()) {
            for (String range : set.group(1).split(",")) {
                String[] ends = range.split(":");
                long first = Long.parseLong(ends[0]);
                boolean open = ends[ends.length - 1].equals("*");
                long last = open ? Long.MAX_VALUE : Long.parseLong(ends[ends.length - 1]);
                mails.keySet().stream()
                        .filter(uid -> uid >= first && uid <= last)
                        .forEach(uids::add);
                if (open && uids.isEmpty() && !mails.isEmpty()) {
                    uids.add(List.copyOf(mails.keySet()).getLast());
                }
            }
        }
        return uids;
    }
}
