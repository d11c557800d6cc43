/* The page: filters, one finding with its trace beside the source, the picture of its channel, the tasks. All text from the
 * tree goes through textContent; nothing here makes HTML of it. */
'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const token = new URLSearchParams(location.search).get('token'); /* of `chanlint serve`: reviews may be added */
const LEVELS = ['error', 'warning', 'note'];
const STATUSES = ['confirmed', 'false-positive', 'intentional', 'fixed'];
const AROUND = 8; /* lines above and below each place */
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
    const here = { kind: 'here', file: finding.file, line: finding.line, text: 'it blocks here' };
    if (!finding.channel && !finding.trace.some((step) => step.kind === 'path'))
        here.text = 'the finding is here';
    const path = finding.trace.filter((step) => step.kind === 'path');
    return [...path, here, ...finding.trace.filter((step) => step.kind !== 'path')];
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

/* -- the source */

const TOKEN = new RegExp([
    '(?<c>//.*|/\\*.*?(?:\\*/|$))', '(?<s>"(?:[^"\\\\]|\\\\.)*"?|\'(?:[^\'\\\\]|\\\\.)*\'?)',
    '(?<k>\\b(?:auto|bool|break|case|char|class|const|continue|default|delete|do|double|else|enum|extern|false|float|for|goto|' +
    'if|int|long|namespace|new|nullptr|return|short|signed|sizeof|static|struct|switch|template|this|true|typedef|union|' +
    'unsigned|using|void|volatile|while)\\b)',
].join('|'), 'g');

function colored(text) {
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(TOKEN)) {
        const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
        parts.push(text.slice(at, match.index), el('span', { class: kind }, match[0]));
        at = match.index + match[0].length;
    }
    return [...parts, text.slice(at)];
}

function sourceRow(number, text, marks) {
    const kind = ['here', 'peer', 'body', 'path'].find((name) => marks.some((mark) => mark.kind === name));
    return el('tr', { class: kind === 'body' ? 'path' : kind, 'data-line': number },
        el('td', { class: 'marks' }, marks.map((mark) => el('button', {
            type: 'button', class: 'step ' + mark.kind, 'aria-label': 'step ' + mark.n, onclick: () => goToStep(mark.n - 1),
        }, String(mark.n)))),
        el('td', { class: 'number' }, String(number)),
        el('td', {}, colored(text)));
}

/* The lines around the steps that are in the file. */
function sourceOf(file, marks) {
    const lines = data.sources[file] || {}, rows = [];
    const numbers = Object.keys(lines).map(Number).sort((a, b) => a - b)
        .filter((number) => marks.some((mark) => Math.abs(mark.line - number) <= AROUND));
    numbers.forEach((number, i) => {
        if (i > 0 && number > numbers[i - 1] + 1)
            rows.push(el('tr', { class: 'gap' }, el('td', { colspan: 3 }, '⋯')));
        rows.push(sourceRow(number, lines[number], marks.filter((mark) => mark.line === number)));
    });
    const body = rows.length ? el('div', { class: 'code', tabindex: 0, role: 'region', 'aria-label': file },
        el('table', { role: 'presentation' }, el('tbody', {}, rows)))
        : el('div', { class: 'missing' }, 'The source was not there when the report was made.');
    return el('div', { class: 'file', 'data-file': file }, el('h4', {}, file), body);
}

function walkOf(steps) {
    const marks = steps.map((one, i) => ({ ...one, n: i + 1 }));
    return el('div', { class: 'walk' },
        el('ol', { class: 'trace', 'aria-label': 'Trace' }, marks.map((mark) => el('li', {}, el('button', {
            type: 'button', class: mark.kind, onclick: () => goToStep(mark.n - 1),
        }, el('span', { class: 'step' }, String(mark.n)), el('span', {}, prose(mark.text)),
        el('span', { class: 'place' }, mark.file + ':' + mark.line))))),
        el('div', { class: 'files' }, [...new Set(marks.map((mark) => mark.file))].map(
            (file) => sourceOf(file, marks.filter((mark) => mark.file === file)))));
}

function goToStep(n) {
    const steps = stepsOf(current), detail = byId('detail');
    step = Math.max(0, Math.min(n, steps.length - 1));
    detail.querySelectorAll('.trace button').forEach((button, i) => {
        button.toggleAttribute('aria-current', i === step);
        if (i === step)
            button.setAttribute('aria-current', 'step');
    });
    detail.querySelectorAll('.code .current').forEach((line) => line.classList.remove('current'));
    for (const file of detail.querySelectorAll('.file')) {
        const line = file.dataset.file === steps[step].file && file.querySelector(`tr[data-line="${steps[step].line}"]`);
        if (line) {
            line.classList.add('current');
            line.scrollIntoView({ block: 'center' });
        }
    }
}

/* -- the picture of a channel: who sends on the left, who receives on the right */

function box(x, y, title, sub, kind) {
    return svg('g', { class: kind, transform: `translate(${x} ${y})` },
        svg('title', {}, title + '\n' + sub),
        svg('rect', { width: 230, height: 44, rx: 8 }),
        svg('text', { x: 12, y: 19 }, cut(title, 29)),
        svg('text', { x: 12, y: 35, class: 'sub' }, cut(sub, 32)));
}

const cut = (text, n) => (text.length > n ? '…' + text.slice(text.length - n + 1) : text);

function pictureOf(finding) {
    const channel = data.channels[finding.channel];
    if (!channel)
        return null;
    const isHere = (end) => end.file === finding.file && end.line === finding.line && end.col === finding.col;
    const receivers = channel.ends.filter((end) => end.kind === 'receive');
    const senders = channel.ends.filter((end) => end.kind !== 'receive');
    const rows = Math.max(senders.length, receivers.length, 1), height = rows * 58 + 10;
    const parts = [], middle = height / 2 - 22;
    const put = (ends, x, isLeft) => ends.forEach((end, i) => {
        const y = 10 + i * 58 + (rows - ends.length) * 29, found = isHere(end) ? 'found' : '';
        const from = isLeft ? [x + 230, y + 22] : [540, middle + 22], to = isLeft ? [310, middle + 22] : [x, y + 22];
        parts.push(svg('path', {
            class: found + (end.kind === 'close' ? ' close' : ''), 'marker-end': 'url(#arrow)',
            d: `M${from[0]} ${from[1]} C${from[0] + 40} ${from[1]} ${to[0] - 40} ${to[1]} ${to[0] - 2} ${to[1]}`,
        }));
        parts.push(box(x, y, (end.body ? end.task + ' ' + end.body : end.function) + (end.kind === 'close' ? ' closes' : ''),
            end.file + ':' + end.line, found));
    });
    put(senders, 10, true);
    put(receivers, 610, false);
    const label = (channel.label || 'channel') + (channel.capacity === null ? '' : ', room for ' + channel.capacity);
    return el('div', { class: 'picture', tabindex: 0, role: 'region', 'aria-label': 'Picture of the channel' },
        svg('svg', { viewBox: `0 0 850 ${height}`, role: 'img',
            'aria-label': `${senders.length} ends send to ${channel.label || 'the channel'}, ${receivers.length} receive` },
        svg('defs', {}, svg('marker', { id: 'arrow', markerUnits: 'userSpaceOnUse', markerWidth: 9, markerHeight: 9, refX: 7, refY: 4.5, orient: 'auto' },
            svg('path', { d: 'M0 0 L9 4.5 L0 9 z' }))),
        parts,
        box(310, middle, label, channel.file ? channel.file + ':' + channel.line : '', 'channel')),
        receivers.length ? null : el('p', { class: 'missing' }, 'Nobody receives.'));
}

/* -- reviews */

function historyOf(finding) {
    const items = said(finding).said.map((review) => el('li', {},
        el('strong', {}, review.status), ' ', review.comment, ' ',
        el('span', { class: 'who' }, '— ' + review.author + ', ' + review.at.slice(0, 16).replace('T', ' '))));
    if (finding.dismissed === 'inSource')
        items.push(el('li', {}, el('strong', {}, 'ignored'), ' by a comment in the source: ', finding.reason));
    return items.length ? el('ul', { class: 'said' }, items) : el('p', { class: 'missing' }, 'Nobody has said anything yet.');
}

function remembered(name, value) {
    try {
        if (value !== undefined)
            localStorage.setItem('chanlint.' + name, value);
        return localStorage.getItem('chanlint.' + name) || '';
    } catch (error) {
        return ''; /* a page from a file may have no memory */
    }
}

function reviewForm(finding) {
    let seen = said(finding).last;
    const answer = el('p', { class: 'answer', role: 'status' });
    const send = async (event) => {
        event.preventDefault();
        const values = Object.fromEntries(new FormData(event.target));
        remembered('author', values.author);
        const response = await fetch('reviews', {
            method: 'POST',
            headers: { 'X-Chanlint-Token': token },
            body: JSON.stringify({ finding: finding.id, seen, ...values }),
        }).catch(() => null);
        answer.className = 'answer' + (response && response.ok ? '' : ' conflict');
        if (response && (response.ok || response.status === 409)) {
            update(await response.json());
            seen = said(finding).last;
        }
        if (response && response.ok)
            event.target.elements.comment.value = '';
        answer.textContent = !response ? 'The server does not answer.' : response.ok ? 'Saved.'
            : response.status === 409 ? 'Somebody else has said something meanwhile: read it above, and save again if you still mean it.'
                : await response.text();
    };
    return el('form', { class: 'review', onsubmit: send },
        el('select', { name: 'status', 'aria-label': 'Status', required: true },
            STATUSES.map((status) => el('option', { value: status }, status))),
        el('input', { name: 'author', 'aria-label': 'Your name', placeholder: 'Your name', required: true,
            value: remembered('author') }),
        el('textarea', { name: 'comment', 'aria-label': 'Why', placeholder: 'Why', required: true }),
        el('button', {}, 'Save'), answer);
}

const quoted = (text) => '\'' + text.replaceAll('\'', '\'\\\'\'') + '\'';

function showHistory() {
    const history = byId('history');
    if (history)
        history.replaceChildren(historyOf(current));
}

/* What the server knows now. The list stays where it is. */
function update(reviews) {
    if (JSON.stringify(reviews) === JSON.stringify(data.reviews))
        return;
    data.reviews = reviews;
    const top = byId('list').scrollTop, n = made;
    showList();
    while (made < Math.min(n, shown.length))
        makeMore();
    byId('list').scrollTop = top;
    showHistory();
}

async function poll() {
    const response = await fetch('reviews', { headers: { 'X-Chanlint-Token': token } }).catch(() => null);
    if (response && response.ok)
        update(await response.json());
    setTimeout(poll, 3000);
}

/* -- one finding */

function showFinding(finding) {
    const detail = byId('detail'), check = data.checks[finding.check], steps = stepsOf(finding);
    const picture = pictureOf(finding), section = (title, ...children) => [el('h3', {}, title), ...children];
    current = finding;
    detail.replaceChildren(
        el('button', { type: 'button', class: 'back', onclick: () => { location.hash = '#findings'; } }, '‹ Findings'),
        el('div', { class: 'badges' },
            el('span', { class: 'badge ' + finding.level }, finding.level),
            el('span', { class: 'badge' }, finding.check),
            el('span', { class: 'badge', title: 'its identity' }, finding.id),
            finding.baseline ? el('span', { class: 'badge' }, finding.baseline) : null),
        el('h2', {}, prose(finding.message)),
        el('div', { class: 'place' }, `${finding.file}:${finding.line}:${finding.col} in ${finding.function}`),
        el('p', { class: 'fix' }, el('strong', {}, 'To do: '), prose(finding.fix)),
        ...section('Trace', walkOf(steps)),
        ...(picture ? section('Channel', picture) : []),
        ...section('Review', el('div', { id: 'history' }, historyOf(finding)),
            token ? reviewForm(finding) : el('pre', { class: 'command' },
                `chanlint review ${finding.id} --status intentional --comment ${quoted('why')}`)),
        ...(check ? section('The check', el('details', {}, el('summary', {}, finding.check + ': ' + check.title),
            el('div', { class: 'page' }, check.page.replace(/^#.*\n+/, '')))) : []));
    detail.scrollTop = 0;
    byId('view-findings').classList.add('opened');
    for (const link of byId('list').querySelectorAll('[aria-current]'))
        link.removeAttribute('aria-current');
    const link = rowOf(finding);
    if (link) {
        link.setAttribute('aria-current', 'true');
        link.scrollIntoView({ block: 'nearest' });
    }
    goToStep(steps.findIndex((one) => one.kind === 'here'));
    detail.scrollTop = 0;
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
