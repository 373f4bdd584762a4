package org.postroom.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.SmtpAccountId;
import org.postroom.autoreply.AutoReplySettings;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.notify.NoticeSettings;
import org.postroom.outbound.SmtpAccountSettings;

/**
 * Everything {@code conf/} says, checked, as the features take it. Prints no secret.
 *
 * @param machine the installation, and what all departments share
 * @param mailboxes of the departments that are switched on and import mail
 * @param autoReplies for every department
 * @param notices for every department
 * @param print of what it says, as written, but for what may differ between nodes
 */
public record Conf(
        Machine machine,
        Organisation organisation,
        Map<DepartmentId, MailboxSettings> mailboxes,
        Map<SmtpAccountId, SmtpAccountSettings> smtpAccounts,
        Map<DepartmentId, AutoReplySettings> autoReplies,
        Map<DepartmentId, NoticeSettings> notices,
        String print)
        implements ConfResult {
    public Conf {
        mailboxes = Map.copyOf(mailboxes);
        smtpAccounts = Map.copyOf(smtpAccounts);
        autoReplies = Map.copyOf(autoReplies);
        notices = Map.copyOf(notices);
    }

    /** The mailbox a department imports; empty when it imports none or is switched off. */
    public Optional<MailboxSettings> mailbox(DepartmentId department) {
        return Optional.ofNullable(mailboxes.get(department));
    }

    public Optional<SmtpAccountSettings> smtpAccount(SmtpAccountId account) {
        return Optional.ofNullable(smtpAccounts.get(account));
    }

    /** What a department answers by itself; the defaults for one that is not in conf (any more). */
    public AutoReplySettings autoReply(DepartmentId department) {
        return autoReplies.getOrDefault(department, AutoReplySettings.DEFAULT);
    }

    /** What a department tells its agents; the defaults for one that is not in conf (any more). */
    public NoticeSettings notice(DepartmentId department) {
        return notices.getOrDefault(department, NoticeSettings.DEFAULT);
    }

    /** This conf with the running one's settings where they cannot change while the daemon runs. */
    Conf keepingFixedOf(Conf running) {
        return new Conf(
                machine.keepingFixedOf(running.machine),
                organisation,
                mailboxes,
                smtpAccounts,
                autoReplies,
                notices,
                print);
    }

    /** The keys whose new values need a restart. */
    List<String> needingRestart(Conf running) {
        Machine was = running.machine;
        List<String> keys = new ArrayList<>();
        addIfChanged(
                keys,
                "data-directory",
                machine.daemon().dataDirectory(),
                was.daemon().dataDirectory());
        addIfChanged(keys, "database.*", machine.database(), was.database());
        addIfChanged(keys, "node.*", machine.daemon().node(), was.daemon().node());
        addIfChanged(keys, "mail.max-size", machine.fetchLimits(), was.fetchLimits());
        addIfChanged(keys, "mail.max-parts, mail.max-depth", machine.readLimits(), was.readLimits());
        addIfChanged(keys, "public-url", machine.web().publicUrl(), was.web().publicUrl());
        addIfChanged(keys, "web.*", machine.web().under(was.web().publicUrl()), was.web());
        addIfChanged(keys, "templates-directory", machine.templates(), was.templates());
        return keys;
    }

    private static void addIfChanged(List<String> keys, String key, Object now, Object before) {
        if (!now.equals(before)) {
            keys.add(key);
        }
    }
}
