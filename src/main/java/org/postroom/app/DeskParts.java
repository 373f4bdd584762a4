package org.postroom.app;

import org.postroom.conversation.ViewLinks;
import org.postroom.desk.DeskRoom;
import org.postroom.intake.HeldForwards;

/** What the page needs of the parts that carry out what people do to tickets. */
record DeskParts(DeskRoom desks, HeldForwards forwards, ViewLinks links) {}
