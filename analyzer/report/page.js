/* The page: its data, the filter, the list, the tasks, and where one is. It stands behind finding.js. All text from the tree
 * goes through textContent; nothing here makes HTML of it. */
'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const token = new URLSearchParams(location.search).get('token'); /* of `chanlint serve`: reviews may be added */
const LEVELS = ['error', 'warning', 'note'];
const STATUSES = ['confirmed', 'false-positive', 'intentional', 'fixed'];
const CHUNK = 100; /* rows that are made at once */

const byId = (id) => document.getElementById(id);
const findings = data.findings;
const findingOf = new Map(findings.map((finding) => [finding.id, finding]));

/* -- making elements */

function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
        if (name.startsWith('on'))
            node.addEventListener(name.slice(2), value);
        else if (value !== null && value !== undefined && value !== false)
            node.setAttribute(name, value === true ? '' : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
}

const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) =>
    fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

/* Text in which `code` stands between backquotes. */
const prose = (text) => text.split('`').map((part, i) => (i % 2 ? el('code', {}, part) : part));

/* -- what is known of a finding */

const said = (finding) => (data.reviews[finding.id] || { last: 0, said: [] });
const lastSaid = (finding) => said(finding).said[said(finding).said.length - 1];

function statusOf(finding) {
    if (finding.dismissed === 'inSource')
        return 'ignored';
    const last = lastSaid(finding);
    return last ? last.status : '';
}

const isDismissed = (finding) => ['ignored', 'false-positive', 'intentional'].includes(statusOf(finding));

/* The steps of its trace: the way to the statement, the statement, and who else has to do with it. */
function stepsOf(finding) {
    const path = finding.trace.filter((step) => step.kind === 'path');
    const blocks = finding.trace.find((step) => step.kind === 'blocks');
    const text = finding.channel || path.length > 0 ? 'it blocks here' : 'the finding is here';
    const here = { kind: 'here', file: finding.file, line: finding.line, text: blocks ? blocks.text : text };
    return [...path, here, ...finding.trace.filter((step) => step.kind !== 'path' && step.kind !== 'blocks')];
}

/* -- the filter */

const filter = { text: '', levels: new Set(LEVELS), check: '', file: '', task: '', status: 'open' };
const hay = new Map();

function hayOf(finding) {
    if (!hay.has(finding.id))
        hay.set(finding.id, [finding.message, finding.fix, finding.check, finding.file + ':' + finding.line,
            finding.function, finding.label, finding.id].join('\n').toLowerCase());
    return hay.get(finding.id);
}

const WANTED = {
    open: (finding) => !isDismissed(finding),
    new: (finding) => finding.baseline !== 'unchanged' && !isDismissed(finding),
    unreviewed: (finding) => !statusOf(finding),
    dismissed: isDismissed,
    all: () => true,
};

const passes = (finding) =>
    (!filter.check || finding.check === filter.check) && (!filter.file || finding.file === filter.file) &&
    (!filter.task || finding.tasks.includes(filter.task)) &&
    (WANTED[filter.status] ? WANTED[filter.status](finding) : statusOf(finding) === filter.status) &&
    (!filter.text || hayOf(finding).includes(filter.text));

let shown = [], made = 0, current = null, step = 0;

function row(finding) {
    const status = statusOf(finding);
    return el('li', {}, el('a', {
        href: '#f/' + finding.id,
        'data-id': finding.id,
        class: isDismissed(finding) ? 'dismissed' : null,
        'aria-current': finding === current ? 'true' : null,
    },
    el('span', { class: 'badges' },
        el('span', { class: 'badge ' + finding.level }, finding.level),
        el('span', { class: 'badge' }, finding.check),
        finding.parked ? el('span', { class: 'badge error' }, finding.parked.toLocaleString('en') + ' parked') : null,
        status ? el('span', { class: 'badge' }, status) : null,
        finding.baseline && finding.baseline !== 'unchanged' ? el('span', { class: 'badge error' }, finding.baseline) : null),
    el('span', { class: 'message' }, prose(finding.message)),
    el('span', { class: 'place' }, finding.file + ':' + finding.line)));
}

function makeMore() {
    byId('list').append(...shown.slice(made, made + CHUNK).map(row));
    made = Math.min(made + CHUNK, shown.length);
}

function showList() {
    const passing = findings.filter(passes);
    shown = passing.filter((finding) => filter.levels.has(finding.level));
    made = 0;
    byId('list').replaceChildren();
    byId('list').scrollTop = 0;
    makeMore();
    if (!shown.length)
        byId('list').append(el('li', { class: 'empty' },
            findings.length ? 'Nothing passes the filter.' : 'No findings.'));
    byId('shown').textContent = shown.length + ' of ' + findings.length + (findings.length === 1 ? ' finding' : ' findings');
    for (const button of byId('levels').querySelectorAll('button')) {
        const n = passing.filter((finding) => finding.level === button.value).length;
        button.textContent = n + ' ' + button.value + (n === 1 ? '' : 's');
        button.setAttribute('aria-pressed', String(filter.levels.has(button.value)));
    }
}

/* A finding's row, made if it is not yet. */
function rowOf(finding) {
    const at = shown.indexOf(finding);
    while (at >= made)
        makeMore();
    return at < 0 ? null : byId('list').children[at].firstChild;
}

function options(select, name, first, values) {
    select.replaceChildren(el('option', { value: '' }, first), ...values.map((value) => el('option', { value }, value)));
    select.value = filter[name];
    select.addEventListener('change', () => {
        filter[name] = select.value;
        showList();
    });
}

function makeFilter() {
    const distinct = (of) => [...new Set(findings.flatMap(of))].sort();
    byId('levels').append(...LEVELS.map((level) => el('button', {
        type: 'button', class: 'level ' + level, value: level, onclick: () => {
            if (!filter.levels.delete(level))
                filter.levels.add(level);
            showList();
        },
    })));
    options(byId('by-check'), 'check', 'All checks', distinct((finding) => finding.check));
    options(byId('by-file'), 'file', 'All files', distinct((finding) => finding.file));
    options(byId('by-task'), 'task', 'All tasks', distinct((finding) => finding.tasks));
    const statuses = ['open', 'unreviewed', 'dismissed', 'all', ...STATUSES];
    if (findings.some((finding) => finding.baseline))
        statuses.splice(1, 0, 'new');
    options(byId('by-status'), 'status', '', statuses);
    byId('by-status').firstChild.remove();
    byId('search').addEventListener('input', () => {
        filter.text = byId('search').value.trim().toLowerCase();
        showList();
    });
    byId('filter').addEventListener('submit', (event) => event.preventDefault());
    byId('list').addEventListener('scroll', () => {
        const list = byId('list');
        if (made < shown.length && list.scrollTop + list.clientHeight > list.scrollHeight - 600)
            makeMore();
    });
}

/* -- the tasks */

function showTasks() {
    const titles = ['Start', 'Kind', 'Body', 'Started', 'Dies', 'Can hang at'];
    const cell = (text, column, fate) => {
        if (column === 2 && findings.some((finding) => finding.tasks.includes(text)))
            return el('td', {}, el('a', { href: '#findings', onclick: () => {
                byId('by-task').value = filter.task = text;
                showList();
            } }, el('code', {}, text)));
        return el('td', { class: column === 4 && fate === 'NEVER' ? 'never' : null },
            column === 0 || column === 2 ? el('code', {}, text) : text ? prose(text) : null);
    };
    byId('view-tasks').replaceChildren(data.tasks && data.tasks.length
        ? el('table', {}, el('thead', {}, el('tr', {}, titles.map((title) => el('th', { scope: 'col' }, title)))),
            el('tbody', {}, data.tasks.map((task) => el('tr', {},
                task.slice(0, 6).map((text, column) => cell(text, column, task[6]))))))
        : el('p', { class: 'empty' }, data.tasks ? 'No tasks.' : 'The tasks of this run are not kept any more.'));
}

/* -- where the page is */

function route() {
    const hash = decodeURIComponent(location.hash), finding = hash.startsWith('#f/') && findingOf.get(hash.slice(3));
    const isTasks = hash === '#tasks';
    byId('view-findings').hidden = isTasks;
    byId('view-tasks').hidden = !isTasks;
    for (const name of ['findings', 'tasks'])
        byId('tab-' + name).toggleAttribute('aria-current', isTasks === (name === 'tasks'));
    if (isTasks && !byId('view-tasks').childElementCount)
        showTasks();
    if (finding)
        showFinding(finding);
    else
        byId('view-findings').classList.remove('opened');
}

function move(by) {
    const next = shown[Math.max(0, Math.min(shown.indexOf(current) + by, shown.length - 1))];
    if (next)
        location.hash = '#f/' + next.id;
}

function changeTheme() {
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const now = document.documentElement.dataset.theme || (isDark ? 'dark' : 'light');
    document.documentElement.dataset.theme = remembered('theme', now === 'dark' ? 'light' : 'dark') ||
        (now === 'dark' ? 'light' : 'dark');
}

const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    n: () => current && goToStep(step + 1),
    p: () => current && goToStep(step - 1),
    t: changeTheme,
    '?': () => byId('help').showModal(),
    '/': () => byId('search').focus(),
};

document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open)
        return;
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === 'Escape') {
        document.activeElement.blur();
        location.hash = '#findings';
    } else if (!isTyping && Object.hasOwn(KEYS, event.key)) {
        event.preventDefault();
        KEYS[event.key]();
    }
});

function start() {
    const run = data.run, when = run.started.slice(0, 16).replace('T', ' ');
    document.documentElement.dataset.theme = remembered('theme');
    document.title = 'chanlint: ' + run.root.split('/').pop();
    byId('about').textContent = [run.root, 'run ' + run.id, when, run.revision && 'commit ' + run.revision.slice(0, 12),
        run.files + ' files', run.failed && run.failed + ' not analysed', 'chanlint ' + run.version].filter(Boolean).join(' · ');
    byId('about').title = byId('about').textContent;
    byId('tab-findings').lastElementChild.textContent = findings.length;
    byId('tab-tasks').lastElementChild.textContent = data.tasks ? data.tasks.length : '';
    byId('theme').addEventListener('click', changeTheme);
    byId('help-button').addEventListener('click', KEYS['?']);
    makeFilter();
    showList();
    addEventListener('hashchange', route);
    byId('detail').append(el('p', { class: 'empty' }, findings.length ? 'Choose a finding.' : 'Nothing was found.'));
    route();
    if (!current && shown.length && matchMedia('(min-width: 46.01rem)').matches && location.hash === '')
        showFinding(shown[0]);
    if (token)
        poll();
}

start();
