/** Tabs after the pattern of the ARIA Authoring Practices: arrows, Home and End move, one tab stop. */
export interface Tab {
  readonly name: string;
  readonly title: string;
  body(): preact.ComponentChildren;
}

export function Tabs({ label, tabs, chosen }: { label: string; tabs: readonly Tab[]; chosen: { value: string } }) {
  const open = tabs.find(({ name }) => name === chosen.value) ?? (tabs[0] as Tab);
  const move = (event: KeyboardEvent): void => {
    const at = tabs.indexOf(open);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs.at(to % tabs.length) as Tab;
    chosen.value = next.name;
    document.getElementById(`tab-${next.name}`)?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={name === open.name}
            aria-controls="tab-panel"
            tabIndex={name === open.name ? 0 : -1}
            onClick={() => (chosen.value = name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${open.name}`}>
        {open.body()}
      </div>
    </div>
  );
}
