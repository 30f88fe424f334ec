// Opens pages in frames, does there what readers do (hover, focus, open), and tells what no page may have.
addresses => {
  const patience = 20000
  const found = []
  const places = new Set(["action", "background", "cite", "codebase", "data", "formaction", "href", "icon",
    "longdesc", "manifest", "ping", "poster", "profile", "src", "usemap", "xlink:href"])
  const allowed = new Set(["http:", "https:", "mailto:", "tel:"])
  const events = ["abort", "animationstart", "beforetoggle", "begin", "blur", "click", "error", "focus", "focusin",
    "input", "load", "loadstart", "mouseenter", "mouseover", "pointerover", "start", "toggle", "transitionend"]
  const judge = (element, name, address) => {
    let scheme
    try { scheme = new URL(address, element.baseURI).protocol } catch { return }
    const drawn = element.localName === "img" && name === "src" && /^data:image\/(webp|png|jpeg);/.test(address)
    if (!allowed.has(scheme) && !drawn) found.push(`<${element.localName} ${name}="${address}">`)
  }
  const look = document => {
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name) || name === "srcdoc") found.push(`<${element.localName} ${name}>`)
        if (places.has(name.toLowerCase())) judge(element, name, value)
        if (/srcset$/.test(name)) value.split(",").forEach(each => judge(element, name, each.trim().split(" ")[0]))
      }
      if (element.localName === "meta" && element.httpEquiv?.toLowerCase() === "refresh")
        judge(element, "content", element.content.replace(/^[^=]*=\s*/, ""))
      if (element.localName === "base" || element.localName === "object" || element.localName === "embed")
        found.push(`<${element.localName}>`)
      if (element.localName === "script" && element.type === "application/ld+json") {
        try { JSON.parse(element.textContent) } catch { found.push("JSON-LD that is none") }
      } else if (element.localName === "script") found.push("<script>")
      for (const kind of events) element.dispatchEvent(new Event(kind))
    }
    document.querySelectorAll("details").forEach(each => { each.open = true })
  }
  return Promise.all(addresses.map(address => new Promise((done, fail) => {
    const frame = document.createElement("iframe")
    const late = setTimeout(() => fail(`${address} does not load`), patience)
    frame.addEventListener("load", () => {
      clearTimeout(late)
      const start = found.length
      if (!frame.contentDocument) fail(`${address} is refused`)
      if (frame.contentDocument.documentElement.namespaceURI?.endsWith("xhtml")) look(frame.contentDocument)
      for (let place = start; place < found.length; place++) found[place] = `${address}: ${found[place]}`
      done()
    }, { once: true })
    frame.src = address
    document.body.append(frame)
  }))).then(() => found)
}
