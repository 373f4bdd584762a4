package org.postroom.app;

import java.time.InstantSource;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.AutoResponder;
import org.postroom.autoreply.SendBudget;
import org.postroom.config.Conf;
import org.postroom.config.ConfWatcher;
import org.postroom.desk.DeskWriters;
import org.postroom.intake.IntakeWriters;
import org.postroom.mail.EmailAddress;
import org.postroom.notify.AgentReplies;
import org.postroom.notify.AnswerWriter;
import org.postroom.notify.NoticeWriter;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.storm.StormDesk;

/** What writes mail, made of what is in conf at the time. */
record Writers(ConfWatcher watcher, AutoResponder.Writing writing, SendBudget budget, InstantSource clock) {
    DeskWriters forDesks() {
        return new DeskWriters(
                new NoticeWriter(
                        new NoticeWriter.Settings(
                                this::organisation,
                                department -> watcher.current().notice(department),
                                () -> watcher.current().machine().noticeLimits()),
                        letters(),
                        budget,
                        clock),
                new AnswerWriter(
                        this::organisation, department -> bouncesTo(watcher.current(), department), letters(), clock));
    }

    IntakeWriters forIntake(StormDesk storms) {
        return new IntakeWriters(
                new AutoResponder(
                        new AutoResponder.Settings(
                                this::organisation,
                                department -> watcher.current().autoReply(department),
                                () -> watcher.current().machine().autoReplyLimits()),
                        budget,
                        storms,
                        writing,
                        clock),
                new AgentReplies(
                        this::organisation,
                        letters(),
                        () -> watcher.current().machine().noticeLimits(),
                        budget,
                        clock),
                storms,
                writing.tokens());
    }

    private NoticeWriter.Writing letters() {
        return new NoticeWriter.Writing(writing.templates(), writing.tokens(), writing.links(), writing.ids());
    }

    /** Where bounces of answers go: to where conf says, else to the department itself, whose mailbox is read. */
    private static EmailAddress bouncesTo(Conf conf, Department department) {
        return conf.smtpAccount(department.smtp())
                .map(SmtpAccountSettings::identity)
                .filter(identity -> !identity.envelopeSender().equals(identity.address()))
                .map(SmtpAccountSettings.Identity::envelopeSender)
                .orElse(department.address());
    }

    private Organisation organisation() {
        return watcher.current().organisation();
    }
}
