/* Comfort for the customer's page. Everything works without it. */
(() => {
    'use strict';

    const form = document.querySelector('form.reply');
    if (!form) return;
    const files = form.querySelector('input[type="file"]');
    const most = Number(form.dataset.most);

    /* Files that would not be taken are told of before they are sent. */
    files.addEventListener('change', () => {
        const size = [...files.files].reduce((sum, file) => sum + file.size, 0);
        files.setCustomValidity(size > most ? form.dataset.tooLarge : '');
        files.reportValidity();
    });

    /* One press of the button sends once; coming back by the browser's button makes it work again. */
    const button = form.querySelector('button');
    form.addEventListener('submit', () => setTimeout(() => { button.disabled = true; }));
    window.addEventListener('pageshow', () => { button.disabled = false; });
})();
