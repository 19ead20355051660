/** Shows /openapi.json. The token stays in this page's memory and goes to this origin only. */
const byId = (id) => document.getElementById(id);

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

const code = (value) => element("pre", JSON.stringify(value, null, 2));

function schemaOf(content) {
  return content?.["application/json"]?.schema;
}

function route(path, method, operation) {
  const { summary, description, parameters = [], requestBody, responses } = operation;
  const shown = element(
    "details",
    element("summary", element("code", `${method.toUpperCase()} ${path}`), ` ${summary}`),
  );
  if (description) shown.append(element("p", description));
  for (const { name, in: place, required, schema } of parameters)
    shown.append(element("p", element("code", name), ` (${place}${required ? ", required" : ""})`), code(schema));
  if (requestBody) shown.append(element("h4", "Body"), code(schemaOf(requestBody.content)));
  for (const [status, answer] of Object.entries(responses)) {
    const refusal = answer.$ref?.split("/").at(-1);
    shown.append(element("p", element("code", status), refusal ? "" : ` ${answer.description}`));
    if (!refusal) shown.append(code(schemaOf(answer.content)));
  }
  return shown;
}

function show({ tags, paths }) {
  const sections = tags.map(({ name, description }) => {
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) =>
        operation.tags.includes(name) ? [route(path, method, operation)] : [],
      ),
    );
    return routes.length > 0 ? [element("section", element("h2", description), ...routes)] : [];
  });
  byId("routes").replaceChildren(...sections.flat());
}

async function open() {
  const answer = await fetch("/openapi.json", { headers: { authorization: `Bearer ${byId("token").value}` } });
  const body = await answer.json();
  byId("state").textContent = answer.ok ? "" : body.message;
  if (answer.ok) show(body);
}

byId("open").addEventListener("submit", (event) => {
  event.preventDefault();
  void open();
});
