package org.postroom.intake;

import org.postroom.autoreply.AutoResponder;
import org.postroom.conversation.ReplyTokens;
import org.postroom.notify.AgentReplies;
import org.postroom.storm.StormDesk;

/**
 * Who writes the mails that answer a mail that came.
 *
 * @param storms takes notice of answers that are not sent since there were too many
 * @param tokens by which answers to mails of ours are known
 */
public record IntakeWriters(AutoResponder responder, AgentReplies replies, StormDesk storms, ReplyTokens tokens) {}
