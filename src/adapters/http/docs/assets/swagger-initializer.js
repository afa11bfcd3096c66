/* global SwaggerUIBundle */

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  // Else a host outside would be asked whether the document is valid.
  validatorUrl: null,
})
