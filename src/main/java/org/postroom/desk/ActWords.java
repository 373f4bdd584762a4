package org.postroom.desk;

import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.agent.SharingLevel;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketNumber;

/** Acts as lines of text, by which an order is kept until its time. The words of an answer are kept apart. */
final class ActWords {
    private ActWords() {}

    /** Whether it can be kept: everything but a comment, which leaves nothing to wait for. */
    static boolean canWait(Act act) {
        return !(act instanceof Act.Comment);
    }

    /** The line of an act; throws IllegalArgumentException when it cannot be kept. */
    static String write(Act act) {
        return switch (act) {
            case Act.Answer _ -> "answer";
            case Act.Comment _ -> throw new IllegalArgumentException("A comment is never planned");
            case Act.Assign(AgentId to) -> "assign " + to;
            case Act.Take() -> "take";
            case Act.Unassign() -> "unassign";
            case Act.Transfer(GroupId to) -> "transfer " + to;
            case Act.Forward(AgentId to) -> "forward " + to;
            case Act.Share(DepartmentId with, SharingLevel level) -> "share " + with + " " + level.word();
            case Act.Unshare(DepartmentId with) -> "unshare " + with;
            case Act.About(Optional<ProductId> product) ->
                product.map(id -> "about " + id).orElse("about");
            case Act.Prioritise(Priority priority) -> "prioritise " + priority.word();
            case Act.Merge(TicketNumber other) -> "merge " + other;
            case Act.Relate(TicketNumber other) -> "relate " + other;
            case Act.Unrelate(TicketNumber other) -> "unrelate " + other;
            case Act.Close() -> "close";
            case Act.Reopen() -> "reopen";
            case Act.Lock() -> "lock";
            case Act.Unlock() -> "unlock";
        };
    }

    /** Reads what {@link #write} wrote. */
    static Act read(String line, Words words) {
        String[] parts = line.split(" ", 3);
        String first = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "answer" -> new Act.Answer(words);
            case "assign" -> new Act.Assign(new AgentId(first));
            case "take" -> new Act.Take();
            case "unassign" -> new Act.Unassign();
            case "transfer" -> new Act.Transfer(GroupId.parse(first).orElseThrow());
            case "forward" -> new Act.Forward(new AgentId(first));
            case "share" ->
                new Act.Share(
                        new DepartmentId(first), SharingLevel.ofWord(parts[2]).orElseThrow());
            case "unshare" -> new Act.Unshare(new DepartmentId(first));
            case "about" ->
                new Act.About(Optional.of(first).filter(id -> !id.isEmpty()).map(ProductId::new));
            case "prioritise" -> new Act.Prioritise(Priority.ofWord(first).orElseThrow());
            case "merge" -> new Act.Merge(TicketNumber.parse(first).orElseThrow());
            case "relate" -> new Act.Relate(TicketNumber.parse(first).orElseThrow());
            case "unrelate" -> new Act.Unrelate(TicketNumber.parse(first).orElseThrow());
            case "close" -> new Act.Close();
            case "reopen" -> new Act.Reopen();
            case "lock" -> new Act.Lock();
            case "unlock" -> new Act.Unlock();
            default -> throw new IllegalArgumentException("No act is written as \"" + line + "\"");
        };
    }
}
