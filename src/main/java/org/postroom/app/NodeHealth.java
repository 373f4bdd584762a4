package org.postroom.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postroom.agent.DepartmentId;
import org.postroom.cluster.Node;
import org.postroom.web.HealthReport.Part;

/** Which nodes live, and who has the mailboxes that this one does not have. Nothing where there can be one node alone. */
record NodeHealth(Duties duties) {
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
        return Optional.of(new Part(
                "mailbox " + department,
                true,
                duties.otherHolder(department)
                        .map(node -> "Watched by node " + node.shown() + ".")
                        .orElse("Taken up by a node soon.")));
    }
}
