// Shows what belongs to the service and channel chosen and hides the rest. Without it all of it stands there, each under its own heading.
const form = document.getElementById("request");

function chosen(name) {
  return form.querySelector(`input[name="${name}"]:checked`)?.value;
}

function show() {
  const service = chosen("service"), channel = chosen("channel");
  for (const part of form.querySelectorAll("[data-service]")) part.hidden = part.dataset.service !== service;
  for (const part of form.querySelectorAll("[data-channel]")) part.hidden = part.dataset.channel !== channel;
}

if (form) {
  form.addEventListener("change", show);
  show();
}
