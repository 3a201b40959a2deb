// Puts one of Elsa Studio's elements on the page and starts it. Studio itself is unchanged; what it asks of the browser is listened to on the way.
import { followNavigation, leadTo } from './designer-navigation.js';
import { watchRequests } from './designer-requests.js';
import { offerPublishing } from './designer-publishing.js';
import { page } from './designer-page.js';

const place = document.getElementById('studio');
const { element: tag, association, definition, instance } = place.dataset;

// Date pickers store dates as this culture writes them; the definitions' format is Gregorian and ASCII.
localStorage.setItem('BlazorCulture', 'en-US');

followNavigation();
watchRequests({ association });
offerPublishing({ association, definition });

const provider = document.createElement('elsa-backend-provider');
provider.setAttribute('remote-endpoint', `${location.origin}/elsa/api`);
provider.setAttribute('tenant-id', association);

const element = document.createElement(tag);
if (definition) element.setAttribute('definition-id', definition);
if (instance) element.setAttribute('instance-id', instance);
place.append(provider, element);

// Before the element is defined a callback set on it is lost.
customElements.whenDefined(tag).then(() => {
  element.editWorkflowDefinition = leadTo.definition;
  element.viewWorkflowInstance = leadTo.instance;
});

// Drawn as soon as the element has something in it.
const drawn = new MutationObserver(() => {
  if (element.childElementCount > 0) {
    drawn.disconnect();
    page.loaded();
  }
});
drawn.observe(element, { childList: true });

Blazor.start().catch(error => {
  page.loaded();
  page.show('load-failed');
  throw error;
});
