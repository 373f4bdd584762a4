package org.postroom.intake;

import org.postroom.autoreply.AutoResponder;
import org.postroom.conversation.ReplyTokens;
import org.postroom.notify.AgentReplies;

/**
 * Who writes the mails that answer a mail that came.
 *
 * @param tokens by which answers to mails of ours are known
 */
public record IntakeWriters(AutoResponder responder, AgentReplies replies, ReplyTokens tokens) {}
