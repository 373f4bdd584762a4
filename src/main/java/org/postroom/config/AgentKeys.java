package org.postroom.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.postroom.agent.GroupId;
import org.postroom.agent.Role;
import org.postroom.mail.EmailAddress;

/** The keys of {@code agents/ID.properties}. */
final class AgentKeys extends KeyTable {
    static final AgentKeys KEYS = new AgentKeys();

    final Key<String> name = required("name", Types.LINE, "Anna Berg", "What the agent is called.");
    final Key<List<EmailAddress>> addresses = required(
            "addresses",
            Types.ADDRESS.list(),
            "anna@example.net",
            "Where notices go, and after it the other addresses this agent writes from; customers never see them.");
    final Key<List<String>> departments = optional(
            "departments",
            Types.ID.list(),
            "those of the groups and roles",
            "support, sales",
            "Departments the agent works in; where no group is named, in its front line group.");
    final Key<List<GroupId>> groups = optional(
            "groups",
            Types.GROUP.list(),
            "the front line groups of the departments",
            "support/front-line, sales/escalation",
            "The groups whose tickets the agent works on.");
    final Key<Role> role = optional(
            "role.*",
            Types.choice(Role.class),
            "agent",
            "manager",
            "The role in a department: role.support = manager. A manager sees the whole department.");
    final Key<Boolean> admin =
            key("admin", Types.SWITCH, "off", "on", "Whether the agent looks after the whole installation.");
    final Key<String> signature = optional(
            "signature",
            Types.TEXT,
            "none",
            "Anna Berg\\nAcme Support",
            "Stands below the agent's answers; \\n begins a line.");
    final Key<Locale> language = key("language", Types.LANGUAGE, "en", "de", "The language of notices to this agent.");
    final Key<BigDecimal> hourlyCost = optional(
            "hourly-cost", Types.MONEY, "none", "48.50", "What an hour of the agent's work costs, for reports.");

    private AgentKeys() {}
}
