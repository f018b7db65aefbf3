// Swagger UI takes lines of JSON for one JSON text and sends them as a string in quotes: here they are sent as they stand in the field.
(() => {
  "use strict";

  const send = window.fetch;
  const asTheyStand = (request) => {
    if (typeof request?.body !== "string" || request.headers?.["Content-Type"] !== "application/x-ndjson") {
      return request;
    }

    try {
      const text = JSON.parse(request.body);
      return typeof text === "string" ? { ...request, body: text } : request;
    } catch {
      return request;
    }
  };
  window.fetch = (address, request) => send(address, asTheyStand(request));
})();
