package org.postroom.web.agent;

import org.postroom.web.login.LogIn;
import org.postroom.web.login.Passwords;

/** How agents come in, and what they may change about it. */
public record Door(LogIn logIn, Passwords passwords) {}
