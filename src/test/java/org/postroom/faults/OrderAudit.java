package org.postroom.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.postroom.faults.SyscallLog.Call;

/**
 * Reads from the system calls of a daemon on SQLite whether each mail was on the disk before its server was told to remove it
 * (FAULTS I2, T6): the write of its SHA-256 into the write-ahead log, after that an fsync of the log that came back, after
 * that DELE, UID STORE, UID EXPUNGE or UID MOVE.
 */
final class OrderAudit {
    private static final Pattern BY_UID = Pattern.compile("UID (STORE|EXPUNGE|MOVE) ([0-9,:]+)");
    private static final Pattern DELE = Pattern.compile("(?:^|\"|\\\\n)DELE (\\d+)");
    private static final Pattern UIDL = Pattern.compile("(?:^|\\\\n|\")(\\d+) ([!-~&&[^\\\\\"]]{1,70})(?=\\\\r\\\\n)");
    private static final String LOG = "-wal";

    private final List<Call> calls;
    private final Map<Integer, Map<String, String>> mailboxes;
    private final Map<String, Integer> heldSince = new HashMap<>();
    private final Map<String, Map<String, String>> uidls = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int removals;

    private OrderAudit(List<Call> calls, Map<Integer, Map<String, String>> mailboxes) {
        this.calls = calls;
        this.mailboxes = mailboxes;
    }

    /**
     * What was found.
     *
     * @param removals commands that name a mail to remove
     * @param findings those that came too early; empty is good
     */
    record Result(int removals, List<String> findings) {}

    /** @param mailboxes by port of the mail server, the SHA-256 of each mail by its UID or UIDL */
    static Result of(List<Call> calls, Map<Integer, Map<String, String>> mailboxes) {
        OrderAudit audit = new OrderAudit(calls, mailboxes);
        audit.findCommits();
        for (Call call : calls) {
            audit.port(call).ifPresent(port -> audit.talk(call, port));
        }
        return new Result(audit.removals, List.copyOf(audit.findings));
    }

    /** From which line on each mail is safe. */
    private void findCommits() {
        TreeMap<Integer, Integer> syncs = new TreeMap<>();
        calls.stream()
                .filter(call -> call.name().endsWith("sync") && call.file().endsWith(LOG) && call.result() == 0)
                .forEach(call -> syncs.merge(call.begun(), call.ended(), Math::min));
        calls.stream()
                .filter(call -> call.name().startsWith("pwrite") && call.file().endsWith(LOG))
                .forEach(call -> mailboxes.values().stream()
                        .flatMap(mails -> mails.values().stream())
                        .filter(sha256 ->
                                !heldSince.containsKey(sha256) && call.data().contains(sha256))
                        .forEach(sha256 -> Optional.ofNullable(syncs.higherEntry(call.ended()))
                                .ifPresent(sync -> heldSince.putIfAbsent(sha256, sync.getValue()))));
    }

    private Optional<Integer> port(Call call) {
        return mailboxes.keySet().stream()
                .filter(port -> call.file().endsWith(":" + port + "]"))
                .findFirst();
    }

    private void talk(Call call, int port) {
        switch (call.name()) {
            case "read", "recvfrom", "recvmsg" ->
                UIDL.matcher(call.data())
                        .results()
                        .filter(line -> mails(port).containsKey(line.group(2)))
                        .forEach(line -> uidls.computeIfAbsent(call.file(), _ -> new HashMap<>())
                                .put(line.group(1), line.group(2)));
            default -> named(call).forEach(uid -> check(call, port, uid));
        }
    }

    private Map<String, String> mails(int port) {
        return mailboxes.getOrDefault(port, Map.of());
    }

    /** UIDs or UIDLs of the mails that a call orders to remove. */
    private List<String> named(Call call) {
        List<String> uids = new ArrayList<>();
        BY_UID.matcher(call.data()).results().forEach(order -> uids.addAll(set(order.group(2))));
        DELE.matcher(call.data())
                .results()
                .map(order -> uidls.getOrDefault(call.file(), Map.of())
                        .getOrDefault(order.group(1), "number " + order.group(1)))
                .forEach(uids::add);
        return uids;
    }

    /** RFC 3501's sequence-set, without an asterisk. */
    private static List<String> set(String words) {
        List<String> uids = new ArrayList<>();
        for (String range : words.split(",")) {
            String[] ends = range.split(":");
            LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                    .forEach(uid -> uids.add(String.valueOf(uid)));
        }
        return uids;
    }

    private void check(Call call, int port, String uid) {
        removals++;
        String sha256 = mails(port).get(uid);
        if (sha256 == null) {
            findings.add("mail " + uid + " of port " + port + " was removed and is not in the database");
            return;
        }
        Integer held = heldSince.get(sha256);
        if (held == null || held > call.begun()) {
            findings.add("mail " + uid + " of port " + port + " was removed in line " + call.begun()
                    + (held == null ? " and never on the disk" : ", before the fsync that ended in line " + held));
        }
    }
}
