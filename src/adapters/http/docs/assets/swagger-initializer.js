/* global SwaggerUIBundle, document, matchMedia */

function nameRegion(part, name) {
  part?.querySelector('[role=region]')?.setAttribute('aria-label', name)
}

/** Corrects the parts of Swagger UI that a keyboard or a screen reader cannot use. */
function accessibleParts({ React: { createElement, Fragment } }) {
  const unseen = (tag, text) => createElement(tag, { className: 'unseen' }, text)
  const after = (element) => (Part) => (props) =>
    createElement(Fragment, null, element, createElement(Part, props))
  const inside = (tag, attributes, heading) => (Part) => (props) =>
    createElement(tag, attributes, heading, createElement(Part, props))
  const inLabel = (textOf) => (Part) => (props) =>
    createElement('label', null, unseen('span', textOf(props)), createElement(Part, props))

  return {
    components: {
      // The link of an operation is inside the button that opens it, which sets the URL, too.
      DeepLink: ({ text }) => createElement('span', null, text),
      PlainTextViewer: ({ className = '', children }) =>
        createElement('pre', { className: `microlight ${className}`, tabIndex: 0 }, children),
    },
    wrapComponents: {
      InfoContainer: inside('section', { 'aria-label': 'About the API' }),
      // What follows has headings of level 3.
      operations: after(createElement('h2', null, 'Endpoints')),
      authorizationPopup: inside(
        'div',
        { role: 'dialog', 'aria-label': 'Authorization' },
        unseen('h2', 'Authorization'),
      ),
      CloseIcon: after(unseen('span', 'Close')),
      JsonSchemaForm: inLabel(({ description }) => description),
      RequestBodyEditor: inLabel(() => 'Request body'),
      // A schema without a title has a button without a text.
      JSONSchema202012Accordion: (Part) => (props) =>
        createElement(Part, props, props.children, unseen('span', 'Details')),
      responses: (Part) => (props) =>
        createElement(
          'div',
          { ref: (part) => nameRegion(part, `Responses of ${props.method} ${props.path}`) },
          createElement(Part, props),
        ),
      // The labels of buttons differ from their texts.
      Button: (Part) => (props) =>
        createElement(
          Part,
          typeof props.children === 'string' ? { ...props, 'aria-label': undefined } : props,
        ),
    },
  }
}

const dark = matchMedia('(prefers-color-scheme: dark)')
const followColorScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', followColorScheme)
followColorScheme()

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  plugins: [accessibleParts],
  // The colours of the syntax have too little contrast.
  syntaxHighlight: { activated: false },
  // By default, Swagger UI sends the URL of the document to validator.swagger.io.
  validatorUrl: null,
})
