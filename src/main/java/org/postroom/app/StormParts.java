package org.postroom.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.autoreply.SendBudget;
import org.postroom.config.ConfWatcher;
import org.postroom.config.Machine;
import org.postroom.intake.FloodSweep;
import org.postroom.intake.IntakeStores;
import org.postroom.schedule.Task;
import org.postroom.schedule.Worker;
import org.postroom.storage.Database;
import org.postroom.storm.StormDesk;
import org.postroom.storm.StormLetters;
import org.postroom.storm.StormSettings;
import org.postroom.storm.StormSweep;
import org.postroom.template.Templates;

/** What takes notice of storms and floods, and ends them. */
record StormParts(StormDesk desk, StormSweep sweep, FloodSweep floods) {
    static StormParts of(
            ConfWatcher watcher, Database database, IntakeStores stores, Templates templates, InstantSource clock) {
        Supplier<Machine> machine = () -> watcher.current().machine();
        Supplier<StormSettings> settings = () -> machine.get().abuse().storms();
        StormLetters letters = new StormLetters(
                () -> watcher.current().organisation(),
                () -> machine.get().daemon().links(),
                templates,
                stores.desk().queue(),
                clock);
        StormDesk desk = new StormDesk(stores.storms(), SendBudget.jdbi(), letters, settings, clock);
        return new StormParts(
                desk,
                new StormSweep(database, desk, stores.storms(), settings, clock),
                new FloodSweep(
                        database, stores.floods(), () -> machine.get().abuse().floods(), clock));
    }

    /** Starts the workers. */
    void start(Closing parts, Task releasedAnswers) {
        parts.add(Worker.start("storms", sweep));
        parts.add(Worker.start("floods", floods));
        parts.add(Worker.start("released answers", releasedAnswers));
    }

    /** The longest time that anything sent is counted over. */
    static Duration longestWindow(Machine machine) {
        return Stream.of(
                        machine.autoReplyLimits().window(),
                        machine.noticeLimits().window(),
                        machine.abuse().floods().window())
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
