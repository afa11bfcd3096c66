/* global SwaggerUIBundle */

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  // By default, Swagger UI sends the URL of the document to validator.swagger.io.
  validatorUrl: null,
})
