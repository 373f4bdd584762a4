package org.postroom.web.agent;

import java.util.List;
import java.util.function.Supplier;

/**
 * What pages see of the daemon at work, and what they tell it.
 *
 * @param mailboxes those that are imported
 * @param accounts SMTP accounts that take no mail
 * @param nodes those that live, by number and name; none where there can be one alone
 * @param spooled to be called when mail waits to be processed
 * @param largestUpload bytes of all files of one form
 */
public record DaemonView(
        Supplier<List<MailboxLine>> mailboxes,
        Supplier<List<AccountLine>> accounts,
        Supplier<List<String>> nodes,
        Runnable spooled,
        long largestUpload) {}
