// A form that is sent as soon as something in it is chosen; without scripts its button does that.
document.querySelectorAll('form[data-submit-on-change]').forEach(form => form.addEventListener('change', () => form.requestSubmit()));
