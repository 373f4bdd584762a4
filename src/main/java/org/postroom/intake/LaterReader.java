package org.postroom.intake;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Command;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.SendTime;

/** Reads from an agent's mail whether its answer waits, and until when; times are on the clocks of the ticket's department. */
final class LaterReader {
    private final AgentMail mail;
    private final Optional<Department> department;

    LaterReader(Organisation organisation, AgentMail mail) {
        this.mail = mail;
        this.department = organisation.department(mail.ticket().department());
    }

    /** When the answer leaves; empty: at once. Adds a sentence for each {@literal #}later that makes no sense. */
    Optional<PlannedAnswer.Timing> timing(CommandReader.Reading reading, boolean answers, List<String> faults) {
        List<String> wanted = reading.commands().stream()
                .flatMap(command -> command instanceof Command.Later(String when) ? Stream.of(when) : Stream.empty())
                .toList();
        if (wanted.isEmpty()) {
            return undo(answers);
        }
        if (wanted.size() > 1) {
            faults.add("#later names two times. An answer leaves once.");
        }
        if (!answers) {
            faults.add("#later needs an answer to the customer in the same mail; there is none.");
        }
        return scheduled(wanted.getFirst(), faults);
    }

    /** A confirmed mail was thought over already. */
    private Optional<PlannedAnswer.Timing> undo(boolean answers) {
        Duration time = department.map(known -> known.tickets().undo().byMail()).orElse(Duration.ZERO);
        return time.isZero() || mail.confirmed() || !answers
                ? Optional.empty()
                : Optional.of(new PlannedAnswer.Timing(
                        PlannedAnswer.Kind.UNDO, mail.now().plus(time)));
    }

    private Optional<PlannedAnswer.Timing> scheduled(String when, List<String> faults) {
        BusinessHours hours = department.map(Department::hours).orElseGet(() -> BusinessHours.always(ZoneOffset.UTC));
        return switch (new SendTime.Calendar(mail.now(), hours.zone(), hours).read(when)) {
            case SendTime.At(var moment) -> Optional.of(new PlannedAnswer.Timing(PlannedAnswer.Kind.SCHEDULED, moment));
            case SendTime.Wrong(SendTime.Fault fault) -> {
                faults.add(sentence(when, fault, hours));
                yield Optional.empty();
            }
        };
    }

    private static String sentence(String when, SendTime.Fault fault, BusinessHours hours) {
        return switch (fault) {
            case UNREADABLE ->
                "\"" + when + "\" behind #later is no time. Write a date with its time, #later 2026-11-25 09:00; or a"
                        + " span in minutes, hours or days, #later 3h; or #later open, for when the department opens"
                        + " next. Behind a date or span, open moves it into business hours.";
            case PAST -> "\"" + when + "\" behind #later is past on the clocks of " + hours.zone() + ".";
            case FAR ->
                "\"" + when + "\" behind #later is too far away; it may be " + SendTime.MOST.toDays()
                        + " days at most.";
            case OPEN_NOW -> "The department is open now, so #later open has nothing to wait for.";
            case NEVER_OPEN -> "The department does not open again, as its hours and holidays in conf stand.";
        };
    }
}
