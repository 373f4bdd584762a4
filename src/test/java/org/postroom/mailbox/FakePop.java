package org.postroom.mailbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.postroom.testing.ScriptedServer.Script;
import org.postroom.testing.ScriptedServer.Talk;

/** A small, well-behaved POP3 server, whose manners a test can spoil command by command. */
final class FakePop implements Script {
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<Spoiled> spoiled = new CopyOnWriteArrayList<>();
    private volatile String greeting = "+OK ready\r\n";
    private volatile List<String> capabilities = List.of("USER", "UIDL", "TOP", "PIPELINING");
    private volatile IntFunction<String> uidl =
            number -> "uid-" + mails.get(number - 1).hashCode();

    /** Answers a command in place of the usual way. Returns whether to go on talking. */
    @FunctionalInterface
    interface Manners {
        boolean answer(Talk talk, String command) throws IOException, InterruptedException;
    }

    private record Spoiled(Pattern command, Manners manners) {}

    FakePop mail(String mail) {
        mails.add(mail);
        return this;
    }

    /** Another client deletes all mails. */
    void forget() {
        mails.clear();
    }

    FakePop greeting(String line) {
        greeting = line;
        return this;
    }

    FakePop capabilities(String... lines) {
        capabilities = List.of(lines);
        return this;
    }

    /** The UIDL of the mail with this number. */
    FakePop uidl(IntFunction<String> ofNumber) {
        uidl = ofNumber;
        return this;
    }

    FakePop on(String command, Manners manners) {
        spoiled.addFirst(new Spoiled(Pattern.compile(command), manners));
        return this;
    }

    FakePop answer(String command, String line) {
        return on(command, (talk, all) -> {
            talk.say(line + "\r\n");
            return true;
        });
    }

    FakePop forgetManners() {
        spoiled.clear();
        return this;
    }

    List<String> mails() {
        return List.copyOf(mails);
    }

    @Override
    public void talk(Talk talk) throws IOException, InterruptedException {
        talk.say(greeting);
        List<String> session = new ArrayList<>(mails);
        List<String> deleted = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = answer(talk, talk.hear(), session, deleted);
        }
    }

    private boolean answer(Talk talk, String command, List<String> session, List<String> deleted)
            throws IOException, InterruptedException {
        for (Spoiled one : spoiled) {
            if (one.command().matcher(command).matches()) {
                return one.manners().answer(talk, command);
            }
        }
        String[] words = command.split(" ");
        switch (words[0]) {
            case "CAPA" -> talk.say("+OK\r\n" + lines(capabilities));
            case "LIST" -> talk.say("+OK\r\n" + numbered(session, number -> size(session.get(number - 1))));
            case "UIDL" -> talk.say("+OK\r\n" + numbered(session, uidl));
            case "RETR", "TOP" -> talk.say("+OK\r\n" + stuffed(session.get(Integer.parseInt(words[1]) - 1)));
            case "DELE" -> {
                deleted.add(session.get(Integer.parseInt(words[1]) - 1));
                talk.say("+OK\r\n");
            }
            case "QUIT" -> {
                deleted.forEach(mails::remove);
                talk.say("+OK bye\r\n");
                return false;
            }
            default -> talk.say("+OK\r\n");
        }
        return true;
    }

    private static String numbered(List<String> session, IntFunction<String> value) {
        List<String> lines = new ArrayList<>();
        for (int number = 1; number <= session.size(); number++) {
            lines.add(number + " " + value.apply(number));
        }
        return lines(lines);
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? ".\r\n" : String.join("\r\n", lines) + "\r\n.\r\n";
    }

    private static String size(String mail) {
        return Integer.toString(mail.length());
    }

    /** With the dots that RFC 1939 section 3 wants: only where a line begins, and only CRLF ends a line. */
    private static String stuffed(String mail) {
        return ("\r\n" + mail).replace("\r\n.", "\r\n..").substring(2) + ".\r\n";
    }
}
