/* One finding: its trace beside the source, the picture of its channel, and what is said of it. */
'use strict';

const AROUND = 8; /* lines above and below each place */

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

/* -- the fix, as a diff */

const diffKind = (line) => (/^(---|\+\+\+) /.test(line) ? 'head' : line.startsWith('@@') ? 'hunk'
    : line.startsWith('+') ? 'add' : line.startsWith('-') ? 'del' : 'same');

function patchOf(finding) {
    const lines = finding.patch.replace(/\n$/, '').split('\n');
    return el('div', { class: 'file' },
        el('div', { class: 'code diff', tabindex: 0, role: 'region', 'aria-label': 'The fix as a diff' },
            el('pre', {}, lines.map((line) => el('span', { class: diffKind(line) }, line + '\n')))),
        el('p', { class: 'missing' }, 'Tried in memory: the finding is gone, and no other one is there. ',
            el('code', {}, 'chanlint check --fix | git apply'), ' makes the changes.'));
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
            finding.patch ? el('span', { class: 'badge' }, 'has a fix') : null,
            finding.baseline ? el('span', { class: 'badge' }, finding.baseline) : null),
        el('h2', {}, prose(finding.message)),
        el('div', { class: 'place' }, `${finding.file}:${finding.line}:${finding.col} in ${finding.function}`),
        el('p', { class: 'fix' }, el('strong', {}, 'To do: '), prose(finding.fix)),
        ...(finding.patch ? section('Fix', patchOf(finding)) : []),
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
