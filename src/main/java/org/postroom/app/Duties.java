package org.postroom.app;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.cluster.Cluster;
import org.postroom.cluster.KeyPrints;
import org.postroom.cluster.Membership;
import org.postroom.cluster.Node;
import org.postroom.config.Conf;
import org.postroom.config.ConfWatcher;
import org.postroom.config.NodeSettings;
import org.postroom.intake.Portion;
import org.postroom.mailbox.Importer;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.schedule.Shutdown;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;

/**
 * What this node does and what others do: watch a mailbox and settle its mails, settle mail of departments without one, and
 * what is done now and then.
 */
record Duties(Cluster cluster, ConfWatcher watcher) {
    /** The name of the work that mails of departments are whose mailbox is not imported any more. */
    private static final String REST = "intake";

    private static final String SWEEPS = "sweeps";
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(1);

    /** Enters this node among those on the database. */
    static Duties enter(Database database, ConfWatcher watcher, KeyPrints keys) throws IOException {
        NodeSettings node = watcher.current().machine().daemon().node();
        Membership membership = new Membership(
                node.number(),
                node.name().orElseGet(Membership::machineName),
                () -> names(watcher.current()),
                () -> watcher.current().print(),
                keys);
        try {
            return new Duties(Cluster.join(database, membership, Shutdown::abandon), watcher);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while entering the cluster", e);
        }
    }

    private static SortedSet<String> names(Conf conf) {
        SortedSet<String> names = new TreeSet<>(Set.of(REST, SWEEPS));
        conf.mailboxes().keySet().forEach(department -> names.add(Importer.work(department)));
        return names;
    }

    /** The mailboxes that this node watches. */
    Map<DepartmentId, MailboxSettings> mailboxes() {
        Map<DepartmentId, MailboxSettings> mine =
                new HashMap<>(watcher.current().mailboxes());
        mine.keySet().removeIf(department -> !cluster.holds(Importer.work(department)));
        return mine;
    }

    /** Whose mail this node settles. */
    Portion portion() {
        Set<DepartmentId> mine = mailboxes().keySet();
        if (!cluster.holds(REST)) {
            return new Portion.Of(mine);
        }
        Set<DepartmentId> others = new HashSet<>(watcher.current().mailboxes().keySet());
        others.removeAll(mine);
        return new Portion.AllBut(others);
    }

    /** The SMTP accounts with this node's share of their limits, and no less than one mail and one connection. */
    Map<SmtpAccountId, SmtpAccountSettings> accounts() {
        Map<SmtpAccountId, SmtpAccountSettings> all = watcher.current().smtpAccounts();
        if (cluster.nodes().size() < 2) {
            return all;
        }
        Map<SmtpAccountId, SmtpAccountSettings> mine = new HashMap<>();
        all.forEach((id, account) -> mine.put(id, account.withLimits(share(account.limits()))));
        return mine;
    }

    private SmtpAccountSettings.Limits share(SmtpAccountSettings.Limits whole) {
        int connections = Math.max(1, cluster.shareOf(whole.connections()));
        boolean limited = whole.mailsPerMinute() > 0;
        return new SmtpAccountSettings.Limits(
                connections, limited ? Math.max(1, cluster.shareOf(whole.mailsPerMinute())) : 0);
    }

    /** The node that has this department's mailbox; empty when none has it, or when there can be only one node. */
    Optional<Node> holder(DepartmentId department) {
        return cluster.holderOf(Importer.work(department));
    }

    /** Another node that has this department's mailbox. */
    Optional<Node> otherHolder(DepartmentId department) {
        return holder(department).filter(_ -> !cluster.holds(Importer.work(department)));
    }

    /** For how long no node has had this department's mailbox; zero when one has it. */
    Duration unwatchedFor(DepartmentId department) {
        return cluster.idleFor(Importer.work(department));
    }

    /** The task, done by one node alone. */
    Task byOneNode(Task task) {
        return () -> cluster.holds(SWEEPS) ? task.run() : UNTIL_ASKED_AGAIN;
    }
}
