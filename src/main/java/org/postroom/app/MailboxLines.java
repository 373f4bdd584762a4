package org.postroom.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postroom.agent.DepartmentId;
import org.postroom.cluster.Node;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.mailbox.MailboxStatus;
import org.postroom.web.agent.MailboxLine;

/** The mailboxes of conf, with what is known of each, in the words of the page. */
record MailboxLines(
        Supplier<Map<DepartmentId, MailboxSettings>> settings, Supplier<List<MailboxStatus>> statuses, Duties duties)
        implements Supplier<List<MailboxLine>> {
    @Override
    public List<MailboxLine> get() {
        Map<DepartmentId, MailboxStatus> known =
                statuses.get().stream().collect(Collectors.toMap(MailboxStatus::department, Function.identity()));
        return settings.get().entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue(), Optional.ofNullable(known.get(entry.getKey()))))
                .toList();
    }

    private MailboxLine line(DepartmentId department, MailboxSettings mailbox, Optional<MailboxStatus> status) {
        return new MailboxLine(
                department,
                new MailboxLine.Place(
                        mailbox.login().user(),
                        mailbox.protocol().name(),
                        mailbox.server().address()),
                status.flatMap(MailboxStatus::lastSuccess),
                status.flatMap(MailboxStatus::outage)
                        .map(outage -> new MailboxLine.Fault(outage.sentence(), outage.since(), outage.nextTry())),
                status.map(MailboxStatus::warnings).orElse(List.of()),
                new MailboxLine.Holder(
                        duties.holder(department).map(Node::shown),
                        duties.otherHolder(department).isPresent()));
    }
}
