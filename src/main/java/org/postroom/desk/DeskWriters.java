package org.postroom.desk;

import org.postroom.notify.AnswerWriter;
import org.postroom.notify.NoticeWriter;

/** Who writes the mails that leave because of what somebody did to a ticket. */
public record DeskWriters(NoticeWriter notices, AnswerWriter answers) {}
