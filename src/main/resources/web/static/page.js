/* Comfort for agents' pages. Everything essential works without it. */
(() => {
    'use strict';

    const $ = (selector, within = document) => within.querySelector(selector);
    const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
    const root = document.documentElement;
    root.classList.add('js');

    /* What must not run away while one works: htmx evaluates nothing and adds no styles of its own. */
    if (window.htmx) {
        htmx.config.allowEval = false;
        htmx.config.includeIndicatorStyles = false;
        htmx.config.selfRequestsOnly = true;
    }

    /* Every request of ours that acts carries the form token. */
    document.addEventListener('htmx:configRequest', event => {
        const token = $('meta[name="form-token"]');
        if (token) event.detail.headers['X-Form-Token'] = token.content;
    });

    /* Pieces marked data-every="SECONDS" are told to refresh, as long as somebody looks; not while something in them is chosen. They are
       looked up at each beat, since what comes takes their place. */
    let seconds = 0;
    const beat = due => {
        if (document.hidden) return;
        $$('[data-every]').filter(due).filter(piece => !$('.pick :checked', piece))
            .forEach(piece => piece.dispatchEvent(new Event('refresh', { bubbles: false })));
    };
    setInterval(() => {
        seconds++;
        beat(piece => seconds % Number(piece.dataset.every) === 0);
    }, 1000);
    document.addEventListener('visibilitychange', () => beat(() => true));

    /* What leaves soon counts down; once it has left, its piece of the page is looked at again, or goes. */
    setInterval(() => $$('[data-left]').forEach(count => {
        const left = Number(count.dataset.left) - 1;
        count.dataset.left = left;
        if (left >= 0) count.textContent = count.dataset.words.replace('#', left);
        if (left === -1) {
            const live = count.closest('[data-live]');
            const card = count.closest('.leaving');
            if (live) live.dispatchEvent(new Event('refresh', { bubbles: false }));
            if (card) card.hidden = true;
        }
    }), 1000);

    /* Selects of a filter take effect at once. */
    document.addEventListener('change', event => {
        const form = event.target.closest('form[data-submit-on-change]');
        if (form && event.target.matches('select, input[type="checkbox"], input[type="radio"]')) form.requestSubmit();
    });

    /* A form is sent once, and buttons that ask first ask. */
    document.addEventListener('submit', event => {
        const ask = event.submitter && event.submitter.dataset.confirm;
        if (ask && !window.confirm(ask)) {
            event.preventDefault();
            return;
        }
        if (event.target.dataset.sending) {
            event.preventDefault();
            return;
        }
        if (event.target.method === 'post') {
            event.target.dataset.sending = 'yes';
            setTimeout(() => delete event.target.dataset.sending, 5000);
        }
    });

    /* Whoever types is said to write, until a while after the last key; the next beat of the page tells. */
    let pause = 0;
    document.addEventListener('input', event => {
        const writing = $('#presence-fields [name="writing"]');
        if (!writing || !event.target.closest('.composer')) return;
        writing.value = 'yes';
        clearTimeout(pause);
        pause = setTimeout(() => { writing.value = ''; }, 20000);
    });

    /* Menus close when one looks elsewhere. */
    const closeMenus = except => $$('details.menu[open]').forEach(menu => {
        if (menu !== except) menu.open = false;
    });
    document.addEventListener('click', event => closeMenus(event.target.closest('details.menu')));

    /* --- writing: what is typed is saved while one types, files as soon as they are chosen --- */

    const PAUSE = 1000;
    const grows = window.CSS && CSS.supports('field-sizing', 'content');

    $$('form[data-draft]').forEach(form => {
        const text = $('textarea', form);
        const cc = $('[name="cc"]', form);
        const files = $('[name="files"]', form);
        const sequence = $('[name="sequence"]', form);
        const note = $('.saved', form);
        const state = { kept: '', unsaved: false, uploads: 0, sent: false, waiting: null, saving: null };
        let pause;

        const typed = () => JSON.stringify([text.value, cc ? cc.value : '']);
        const say = (words, wrong) => {
            note.textContent = words;
            note.classList.toggle('wrong', Boolean(wrong));
        };
        const lost = words => {
            state.unsaved = true;
            state.kept = '';
            say(words, true);
        };
        const save = leaving => {
            clearTimeout(pause);
            if (state.sent || typed() === state.kept) return;
            const body = new FormData();
            ['form-token', 'sequence', 'cc', 'text'].forEach(name => {
                if (form.elements[name]) body.append(name, form.elements[name].value);
            });
            state.kept = typed();
            sequence.value = Number(sequence.value) + 1;
            if (leaving && navigator.sendBeacon(form.dataset.draft, body)) return;
            state.saving = new AbortController();
            fetch(form.dataset.draft, { method: 'POST', body, headers: { 'HX-Request': 'true' }, signal: state.saving.signal })
                .then(async reply => {
                    const words = await reply.text();
                    if (state.sent) return;
                    if (!reply.ok) return lost(reply.status === 409 ? words : form.dataset.unsaved);
                    state.unsaved = false;
                    $('.discard', form).hidden = false;
                    say(words);
                })
                .catch(() => { if (!state.sent) lost(form.dataset.unsaved); });
        };
        const grow = () => {
            if (grows) return;
            text.style.height = 'auto';
            text.style.height = text.scrollHeight + 2 + 'px';
        };
        state.kept = typed();
        grow();

        form.addEventListener('input', event => {
            if (event.target === files) return;
            clearTimeout(pause);
            pause = setTimeout(save, PAUSE);
            grow();
        });
        form.addEventListener('focusout', () => save());
        window.addEventListener('pagehide', () => save(true));
        window.addEventListener('pageshow', event => {
            if (event.persisted) state.sent = false;
        });
        window.addEventListener('beforeunload', event => {
            if (state.unsaved && !state.sent) event.preventDefault();
        });
        form.addEventListener('submit', event => {
            if (state.uploads > 0) {
                event.preventDefault();
                state.waiting = event.submitter;
                return;
            }
            /* What is sent holds all that was being saved, and takes the draft away: a save that came later would fail. */
            clearTimeout(pause);
            state.sent = true;
            if (state.saving) state.saving.abort();
        });

        files.addEventListener('htmx:beforeRequest', event => {
            const bytes = [...files.files].reduce((sum, file) => sum + file.size, 0);
            if (bytes === 0 || bytes > Number(files.dataset.limit)) {
                event.preventDefault();
                if (bytes > 0) say(form.dataset.tooLarge, true);
                files.value = '';
                return;
            }
            state.uploads++;
            say(form.dataset.uploading);
        });
        files.addEventListener('htmx:afterRequest', event => {
            state.uploads--;
            files.value = '';
            if (event.detail.successful) $('.discard', form).hidden = false;
            say(event.detail.successful ? '' : event.detail.xhr.responseText || form.dataset.unsaved, !event.detail.successful);
            const submitter = state.waiting;
            state.waiting = null;
            if (submitter && event.detail.successful) form.requestSubmit(submitter);
        });
    });

    /* --- several tickets at once: how many are chosen; with Shift all between the last and this one --- */

    const picks = () => $$('.row .pick input');
    let lastPicked = null;
    const countPicked = () => {
        const label = $('.several .chosen-count');
        const count = picks().filter(pick => pick.checked).length;
        if (label) label.textContent = count === 1 ? label.dataset.one : label.dataset.more.replace('#', count);
    };
    document.addEventListener('click', event => {
        if (!event.target.matches('.pick input')) return;
        const all = picks();
        if (event.shiftKey && lastPicked && all.includes(lastPicked)) {
            const [from, to] = [all.indexOf(lastPicked), all.indexOf(event.target)].sort((a, b) => a - b);
            all.slice(from, to + 1).forEach(pick => { pick.checked = event.target.checked; });
        }
        lastPicked = event.target;
        countPicked();
    });
    $$('[data-picks]').forEach(button => button.addEventListener('click', () => {
        picks().forEach(pick => { pick.checked = button.dataset.picks === 'all'; });
        countPicked();
    }));
    window.addEventListener('pageshow', countPicked);

    /* --- keyboard --- */

    let chosen = -1;
    const rows = () => $$('.row');
    const choose = place => {
        const all = rows();
        if (!all.length) return;
        chosen = Math.max(0, Math.min(all.length - 1, place));
        all.forEach((row, i) => row.classList.toggle('chosen', i === chosen));
        const link = $('a.subject', all[chosen]);
        if (link) link.focus({ preventScroll: true });
        all[chosen].scrollIntoView({ block: 'nearest' });
    };
    const current = () => {
        const focused = document.activeElement && document.activeElement.closest('.row');
        return focused ? rows().indexOf(focused) : chosen;
    };
    const press = selector => {
        const target = $(selector);
        if (!target) return false;
        if (target.matches('input, textarea, select')) target.focus();
        else target.click();
        /* From there Tab leads into what has opened. */
        if (target.matches('summary')) target.focus();
        return true;
    };
    const compose = kind => {
        const tab = $('[data-compose="' + kind + '"]');
        if (tab) tab.click();
        const box = $('form.write.' + kind + ' textarea');
        if (box) {
            box.focus();
            box.scrollIntoView({ block: 'center' });
        }
        return Boolean(box);
    };
    const help = () => {
        const dialog = $('dialog.help');
        if (dialog) dialog.open ? dialog.close() : dialog.showModal();
        return Boolean(dialog);
    };
    const keys = {
        j: () => choose(current() + 1),
        k: () => choose(current() - 1),
        x: () => {
            const pick = rows()[current()] && $('.pick input', rows()[current()]);
            if (pick) pick.click();
            return Boolean(pick);
        },
        Enter: () => false,
        r: () => compose('answer'),
        c: () => compose('comment'),
        a: () => press('[data-key="a"]'),
        t: () => press('[data-key="t"]'),
        m: () => press('[data-key="m"]'),
        s: () => press('[data-key="s"]'),
        e: () => press('[data-key="e"]'),
        u: () => press('[data-key="u"]'),
        '/': () => press('[data-key="/"]'),
        '?': help
    };
    document.addEventListener('keydown', event => {
        const typing = event.target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]');
        if (event.key === 'Escape') closeMenus(null);
        if (event.key === 'Escape' && typing) event.target.blur();
        if (typing && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            const menu = event.target.closest('.choices');
            const form = event.target.closest('form');
            const primary = menu || form ? $('.primary', menu || form) : null;
            /* Of a menu without one nothing is the obvious choice. */
            if (primary) primary.form.requestSubmit(primary);
            else if (form && !menu) form.requestSubmit();
            return;
        }
        if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
        const act = keys[event.key];
        if (act && act() !== false) event.preventDefault();
    });
    $$('[data-opens-help]').forEach(button => button.addEventListener('click', help));
})();
