package org.postroom.web.agent;

import java.time.Instant;
import org.postroom.agent.SmtpAccountId;

/**
 * An SMTP account by which no mail leaves now.
 *
 * @param sentence what is wrong and what to do
 */
public record AccountLine(SmtpAccountId account, String sentence, Instant since) {}
