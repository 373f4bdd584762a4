package org.postroom.web.agent;

import java.util.List;
import java.util.function.Supplier;

/**
 * What pages see of the daemon at work, and what they tell it.
 *
 * @param mailboxes those that are imported
 * @param accounts SMTP accounts that take no mail
 * @param spooled to be called when mail waits to be processed
 * @param largestUpload bytes of all files of one form
 */
public record DaemonView(
        Supplier<List<MailboxLine>> mailboxes,
        Supplier<List<AccountLine>> accounts,
        Runnable spooled,
        long largestUpload) {}
