package org.postroom.config;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.postroom.autoreply.AutoReplySettings;
import org.postroom.notify.NoticeSettings;
import org.postroom.template.TemplateName;

/** Reads which mails a department sends by itself. */
final class AutomaticMailReader {
    private static final AutomaticMailKeys KEYS = DepartmentKeys.KEYS.automatic;

    private AutomaticMailReader() {}

    static AutoReplySettings answers(Values values) {
        return new AutoReplySettings(
                values.get(KEYS.autoResponder),
                off(values, KEYS.answers),
                values.get(KEYS.forwarded),
                values.get(KEYS.subject));
    }

    static NoticeSettings notices(Values values) {
        return new NoticeSettings(off(values, KEYS.notices), values.get(KEYS.attachUpTo));
    }

    private static Set<TemplateName> off(Values values, Map<TemplateName, Key<Boolean>> switches) {
        Set<TemplateName> off = EnumSet.noneOf(TemplateName.class);
        switches.forEach((name, key) -> {
            if (!values.get(key)) {
                off.add(name);
            }
        });
        return off;
    }
}
