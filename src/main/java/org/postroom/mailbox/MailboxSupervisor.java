package org.postroom.mailbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.postroom.agent.DepartmentId;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.schedule.Worker;

/** Keeps one watch, with a virtual thread of its own, on each mailbox that the settings name. */
public final class MailboxSupervisor implements AutoCloseable {
    private final Supplier<Map<DepartmentId, MailboxSettings>> settings;
    private final Map<Protocol, MailboxConnector> connectors;
    private final Importer importer;
    private final InstantSource clock;
    private final Map<DepartmentId, Watched> watched = new ConcurrentHashMap<>();
    private boolean closed;

    /** @param settings what it yields now counts; {@link #refresh} looks again */
    public MailboxSupervisor(
            Supplier<Map<DepartmentId, MailboxSettings>> settings,
            Map<Protocol, MailboxConnector> connectors,
            Importer importer) {
        this.settings = settings;
        this.connectors = Map.copyOf(connectors);
        this.importer = importer;
        this.clock = importer.clock();
    }

    /** Starts, stops or restarts the watches whose settings changed since the last time; the others go on undisturbed. */
    public synchronized void refresh() {
        Map<DepartmentId, MailboxSettings> wanted = closed ? Map.of() : Map.copyOf(settings.get());
        List<Watched> leaving = new ArrayList<>();
        Map<DepartmentId, MailboxStatus> earlier = new HashMap<>();
        watched.entrySet().removeIf(entry -> {
            boolean changed = !entry.getValue().settings().equals(wanted.get(entry.getKey()));
            if (changed) {
                leaving.add(entry.getValue());
                earlier.put(entry.getKey(), entry.getValue().board().status());
            }
            return changed;
        });
        end(leaving);
        wanted.forEach((department, mailbox) ->
                watched.computeIfAbsent(department, id -> watch(id, mailbox, Optional.ofNullable(earlier.get(id)))));
    }

    /** How each mailbox does, by department. */
    public List<MailboxStatus> statuses() {
        return watched.values().stream()
                .map(one -> one.board().status())
                .sorted(Comparator.comparing(status -> status.department().value()))
                .toList();
    }

    /** Ends all watches, and breaks off what is under way; it is taken up again at the next start. */
    @Override
    public synchronized void close() {
        closed = true;
        end(watched.values());
        watched.clear();
    }

    private Watched watch(DepartmentId department, MailboxSettings mailbox, Optional<MailboxStatus> earlier) {
        StatusBoard board = new StatusBoard(department, mailbox, clock);
        earlier.ifPresent(board::after);
        MailboxConnector connector = Objects.requireNonNull(connectors.get(mailbox.protocol()));
        MailboxWatch watch = new MailboxWatch(department, mailbox, connector, importer, board);
        return new Watched(mailbox, board, watch, Worker.start("mailbox " + department, watch));
    }

    private static void end(Collection<Watched> watches) {
        Worker.closeAll(watches.stream().map(Watched::worker).toList());
        watches.forEach(one -> one.watch().close());
    }

    /** A watch under way. */
    private record Watched(MailboxSettings settings, StatusBoard board, MailboxWatch watch, Worker worker) {}
}
