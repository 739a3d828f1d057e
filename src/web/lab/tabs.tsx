/** Tabs after the pattern of the ARIA Authoring Practices: arrows move, one tab stop. */
export interface Tab {
  readonly name: string;
  readonly title: string;
  body(): preact.ComponentChildren;
}

export function Tabs({ label, tabs, chosen }: { label: string; tabs: readonly Tab[]; chosen: { value: string } }) {
  const open = tabs.find(({ name }) => name === chosen.value) ?? (tabs[0] as Tab);
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const next = tabs[(tabs.indexOf(open) + by + tabs.length) % tabs.length] as Tab;
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
