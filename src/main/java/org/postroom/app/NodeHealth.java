package org.postroom.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postroom.agent.DepartmentId;
import org.postroom.cluster.Node;
import org.postroom.web.HealthReport.Part;

/** Which nodes live, and who has the mailboxes that this one does not have. Nothing where there can be one node alone. */
record NodeHealth(Duties duties) {
    private static final Duration LATE = Duration.ofMinutes(1);

    List<Part> parts() {
        List<Node> nodes = duties.cluster().nodes();
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        parts.add(nodes(nodes));
        duties.watcher().current().mailboxes().keySet().stream()
                .sorted((a, b) -> a.value().compareTo(b.value()))
                .forEach(department -> elsewhere(department).ifPresent(parts::add));
        return parts;
    }

    private Part nodes(List<Node> nodes) {
        List<String> sentences = new ArrayList<>();
        sentences.add(nodes.stream()
                .map(Node::shown)
                .collect(Collectors.joining(", ", nodes.size() == 1 ? "One node lives: " : "Nodes live: ", ".")));
        sentences.addAll(duties.cluster().warnings());
        return new Part("nodes", true, String.join(" ", sentences));
    }

    private Optional<Part> elsewhere(DepartmentId department) {
        if (duties.mailboxes().containsKey(department)) {
            return Optional.empty();
        }
        return Optional.of(elsewhere(
                department, duties.otherHolder(department).map(Node::shown), duties.unwatchedFor(department)));
    }

    /** A node that died is noticed after some seconds, and what it had is taken up at once. */
    static Part elsewhere(DepartmentId department, Optional<String> holder, Duration unwatched) {
        boolean late = holder.isEmpty() && unwatched.compareTo(LATE) > 0;
        String nobody = late
                ? "No node has watched it for " + unwatched.toSeconds()
                        + " s. Have all nodes the same conf? The log of each says what keeps it from it."
                : "Taken up by a node soon.";
        return new Part(
                "mailbox " + department,
                !late,
                holder.map(node -> "Watched by node " + node + ".").orElse(nobody));
    }
}
