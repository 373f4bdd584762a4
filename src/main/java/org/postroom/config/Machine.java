package org.postroom.config;

import org.postroom.autoreply.AutoReplyLimits;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.mailbox.FetchLimits;
import org.postroom.notify.NoticeLimits;
import org.postroom.outbound.QueueSettings;
import org.postroom.storage.DatabaseSettings;
import org.postroom.template.TemplateSettings;
import org.postroom.web.MetricsSettings;
import org.postroom.web.WebSettings;
import org.postroom.web.login.LoginSettings;

/** What {@code postroom.properties} says: the installation, and the settings that all departments share. */
public record Machine(
        DaemonSettings daemon,
        DatabaseSettings database,
        WebSettings web,
        TemplateSettings templates,
        FetchLimits fetchLimits,
        ReadLimits readLimits,
        QueueSettings queue,
        AutoReplyLimits autoReplyLimits,
        AbuseSettings abuse,
        NoticeLimits noticeLimits,
        LoginSettings login,
        MetricsSettings metrics) {

    /** These settings with those of a running daemon where they cannot change while it runs. */
    Machine keepingFixedOf(Machine running) {
        return new Machine(
                daemon.withPlaceOf(running.daemon),
                running.database,
                running.web,
                running.templates,
                running.fetchLimits,
                running.readLimits,
                queue,
                autoReplyLimits,
                abuse,
                noticeLimits,
                login,
                metrics);
    }
}
