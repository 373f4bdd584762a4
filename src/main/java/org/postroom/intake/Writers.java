package org.postroom.intake;

import org.postroom.autoreply.AutoResponder;
import org.postroom.notify.AgentReplies;
import org.postroom.notify.AnswerWriter;
import org.postroom.notify.NoticeWriter;

/** Who writes the mails that leave because of a mail that came. */
public record Writers(AutoResponder responder, NoticeWriter notices, AgentReplies replies, AnswerWriter answers) {}
