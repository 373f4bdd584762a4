package org.postroom.template;

import java.time.Duration;
import org.postroom.schedule.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for changed templates again and again. */
public final class TemplateWatch implements Task {
    private static final Logger log = LoggerFactory.getLogger(TemplateWatch.class);

    private final Templates templates;
    private final Duration interval;

    public TemplateWatch(Templates templates, Duration interval) {
        this.templates = templates;
        this.interval = interval;
    }

    @Override
    public Duration run() {
        switch (templates.reload()) {
            case Templates.Reload.Unchanged _ -> {}
            case Templates.Reload.Changed _ -> log.atInfo().log("Templates changed");
            case Templates.Reload.Refused refused ->
                log.atWarn()
                        .addKeyValue("problems", refused.problems().size())
                        .addKeyValue("first", refused.problems().getFirst())
                        .log("Templates refused");
        }
        return interval;
    }
}
