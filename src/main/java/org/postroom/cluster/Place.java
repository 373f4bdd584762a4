package org.postroom.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a process runs. Of one on this very machine it can be found out whether it is dead; of others only that they said
 * nothing for long.
 *
 * @param machine this boot of it, and on Linux the namespace that process numbers belong to: containers have their own
 * @param pid the process's number there
 * @param began when the process did: on Linux in ticks since the machine did, which no setting of the clock changes
 */
record Place(String machine, long pid, long began) {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int START_TIME = 19;
    private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");

    static Place own() {
        ProcessHandle self = ProcessHandle.current();
        return new Place(hostName() + " " + line(BOOT) + " " + link(PID_NAMESPACE), self.pid(), began(self));
    }

    /** The machine's name, for people. */
    static String hostName() {
        String name = line(HOST_NAME);
        return name.isEmpty() ? Optional.ofNullable(System.getenv("HOSTNAME")).orElse("unnamed") : name;
    }

    /** Whether the process of another place ran here and is dead. */
    boolean knowsDead(String other) {
        String here = machine + " ";
        if (!other.startsWith(here)) {
            return false;
        }
        String[] process = other.substring(here.length()).split(" ");
        long otherPid = Long.parseLong(process[0]);
        long otherBegan = Long.parseLong(process[1]);
        return ProcessHandle.of(otherPid)
                .filter(ProcessHandle::isAlive)
                .map(handle -> began(handle) != otherBegan)
                .orElse(true);
    }

    String text() {
        return machine + " " + pid + " " + began;
    }

    /** Of a place's text what people look for. */
    static String shown(String text) {
        String[] words = text.split(" ");
        return "process " + words[Math.max(0, words.length - 2)] + " on machine " + words[0];
    }

    private static long began(ProcessHandle process) {
        String stat = line(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // Field 22 of proc(5); the name before may hold anything, in parentheses
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
        return fields.size() > START_TIME ? Long.parseLong(fields.get(START_TIME)) : beganByClock(process);
    }

    private static long beganByClock(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
