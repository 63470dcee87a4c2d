// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/reasonpicker.h"

#include "widgets/common/display/textlabel.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int digits = 9;

//! From Alt+1 on; none for any other key.
std::optional<int> chosenBy(const QKeyEvent &event)
{
    const int index = event.key() - Qt::Key_1;
    const bool alone = event.modifiers().testFlag(Qt::AltModifier) && !event.modifiers().testFlag(Qt::ControlModifier);
    return alone && index >= 0 && index < digits ? std::optional(index) : std::nullopt;
}

} // namespace

ReasonPicker::ReasonPicker(QPlainTextEdit &text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_list(new QComboBox(this))
{
    m_list->setObjectName(u"reasonTemplates"_s);
    m_list->setAccessibleName(tr("Ready reasons, Alt and a digit while writing"));
    m_list->setPlaceholderText(tr("Choose, or Alt+1 to Alt+9"));
    auto *label = new TextLabel(tr("Ready &reasons"), TextStyle::Small, ColorRole::Muted, this);
    label->setBuddy(m_list);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceSm);
    row->addWidget(label);
    row->addWidget(m_list, 1);
    connect(m_list, &QComboBox::activated, this, [this](int index) {
        insert(index);
        m_text.setFocus();
    });
    text.installEventFilter(this);
    hide();
}

void ReasonPicker::setTemplates(const QList<ReasonTemplate> &templates)
{
    m_templates = templates.first(std::min<qsizetype>(templates.size(), digits));
    m_list->clear();
    for (qsizetype i = 0; i < m_templates.size(); ++i) {
        //: A digit to choose it by, and its title.
        m_list->addItem(tr("%1  %2").arg(i + 1).arg(m_templates.at(i).title));
        m_list->setItemData(int(i), m_templates.at(i).text, Qt::ToolTipRole);
    }
    m_list->setCurrentIndex(-1);
    setVisible(!m_templates.isEmpty());
}

bool ReasonPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_text || m_templates.isEmpty())
        return QWidget::eventFilter(watched, event);
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto index = chosenBy(*static_cast<QKeyEvent *>(event));
    if (!index)
        return QWidget::eventFilter(watched, event);
    // The page below has tabs behind the same keys.
    event->accept();
    if (event->type() == QEvent::KeyPress && *index < m_templates.size())
        insert(*index);
    return true;
}

void ReasonPicker::insert(int index)
{
    QTextCursor cursor = m_text.textCursor();
    cursor.beginEditBlock();
    cursor.clearSelection();
    cursor.movePosition(QTextCursor::End);
    const QString before = m_text.toPlainText();
    if (!before.isEmpty() && !before.endsWith(u'\n'))
        cursor.insertText(u"\n"_s);
    cursor.insertText(m_templates.at(index).text);
    cursor.endEditBlock();
    m_text.setTextCursor(cursor);
    m_list->setCurrentIndex(-1);
}

} // namespace gatehouse
