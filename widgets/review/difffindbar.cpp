// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/difffindbar.h"

#include "core/base/async.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/review/diffpane.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int againAfterMs = 200;

bool isBeforeCaret(const DiffMatch &match, const DiffPlace &caret, const DiffDocument &document)
{
    if (match.section != caret.section)
        return match.section < caret.section;
    const DiffSection &section = document.section(caret.section);
    if (caret.row < 0 || caret.row >= int(section.rows.size()))
        return false;
    const ShownRow &row = section.rows[size_t(caret.row)];
    if (row.kind != ShownRow::Kind::Line)
        return false;
    return match.row < row.item || (match.row == row.item && match.span.start < caret.column);
}

} // namespace

DiffFindBar::DiffFindBar(DiffPane &pane, QWidget *parent)
    : QFrame(parent)
    , m_pane(pane)
    , m_field(new SearchField(this))
    , m_count(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_previous(new Button(IconName::ArrowUp, tr("Previous match"), ButtonVariant::Quiet, this))
    , m_next(new Button(IconName::ArrowDown, tr("Next match"), ButtonVariant::Quiet, this))
    , m_close(new Button(IconName::X, tr("Close"), ButtonVariant::Quiet, this))
{
    setObjectName(u"diffFindBar"_s);
    setSurface(this, Surface::Sunken);
    m_field->setObjectName(u"diffFind"_s);
    m_field->setPlaceholderText(tr("Find in the files"));
    m_field->setAccessibleName(tr("Find in the files"));
    m_field->installEventFilter(this);
    m_count->setObjectName(u"diffFindCount"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceMd, metrics::spaceXs, metrics::spaceMd, metrics::spaceXs);
    row->setSpacing(metrics::spaceSm);
    row->addWidget(m_field, 1);
    row->addWidget(m_count);
    for (Button *button : {m_previous, m_next, m_close})
        row->addWidget(button);
    m_again.setSingleShot(true);
    m_again.setInterval(againAfterMs);
    connect(m_field, &QLineEdit::textChanged, this, [this] {
        m_current = -1;
        search();
    });
    connect(m_previous, &Button::clicked, this, [this] { step(-1); });
    connect(m_next, &Button::clicked, this, [this] { step(1); });
    connect(m_close, &Button::clicked, this, &DiffFindBar::close);
    connect(&m_again, &QTimer::timeout, this, &DiffFindBar::search);
    connect(&pane.document(), &DiffDocument::sectionChanged, this, [this] {
        if (isVisible() && !m_again.isActive())
            m_again.start();
    });
    connect(&pane.document(), &DiffDocument::filesChanged, this, &DiffFindBar::close);
    hide();
}

void DiffFindBar::open()
{
    const QString selected = m_pane.caret().selectedText();
    QFrame::show();
    if (!selected.isEmpty() && !selected.contains(u'\n'))
        m_field->setText(selected);
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    search();
}

void DiffFindBar::close()
{
    if (isHidden())
        return;
    m_searches.supersede();
    m_matches.clear();
    m_current = -1;
    m_pane.setSearch({}, {});
    hide();
    m_pane.setFocus();
}

void DiffFindBar::search()
{
    if (isHidden())
        return;
    QList<std::pair<int, ComparisonPtr>> comparisons;
    const DiffDocument &document = m_pane.document();
    for (int section = 0; section < document.count(); ++section) {
        if (document.section(section).comparison)
            comparisons.append({section, document.section(section).comparison});
    }
    const int files = int(comparisons.size());
    deliver(QtConcurrent::run(matchesIn, comparisons, m_field->text()), this, m_searches.only([this, files](const QList<DiffMatch> &matches) {
        m_filesRead = files;
        take(matches);
    }));
}

void DiffFindBar::take(const QList<DiffMatch> &matches)
{
    const DiffMatch before = m_matches.value(m_current);
    m_matches = matches;
    if (const qsizetype place = m_matches.indexOf(before); place >= 0) {
        m_current = int(place);
        showCount();
        return;
    }
    if (m_matches.isEmpty()) {
        m_current = -1;
        m_pane.setSearch(m_field->text(), {});
        showCount();
        return;
    }
    const DiffPlace &caret = m_pane.caret().place();
    const auto next = std::find_if(m_matches.begin(), m_matches.end(),
        [&](const DiffMatch &match) { return !isBeforeCaret(match, caret, m_pane.document()); });
    show(next == m_matches.end() ? 0 : int(next - m_matches.begin()));
}

void DiffFindBar::step(int by)
{
    if (m_matches.isEmpty())
        return;
    const int count = int(m_matches.size());
    show((m_current + by + count) % count);
}

void DiffFindBar::show(int match)
{
    m_current = match;
    m_pane.setSearch(m_field->text(), m_matches.at(match));
    showCount();
}

void DiffFindBar::showCount()
{
    const int all = m_pane.document().count();
    QString text;
    if (m_field->text().isEmpty())
        text = QString();
    else if (m_matches.isEmpty())
        text = tr("Not found");
    else if (m_matches.size() >= mostMatches)
        text = tr("%1 of more than %2").arg(m_current + 1).arg(mostMatches);
    else
        text = tr("%1 of %2").arg(m_current + 1).arg(m_matches.size());
    if (!text.isEmpty() && m_filesRead < all)
        text = tr("%1, in %2 of %3 files so far").arg(text).arg(m_filesRead).arg(all);
    m_count->setText(text);
    m_field->setError(!m_field->text().isEmpty() && m_matches.isEmpty());
}

bool DiffFindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            step(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace gatehouse
