// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/startpage.h"

#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"

#include <QIcon>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new TextLabel({}, TextStyle::Body, ColorRole::Muted, this))
    , m_error(new InlineError(this))
{
    setObjectName(u"startPage"_s);
    setSurface(this, Surface::Pane);
    auto *mark = new QLabel;
    mark->setPixmap(QIcon(u":/icons/gatehouse.svg"_s).pixmap(40, 40));
    mark->setAccessibleName(tr("Gatehouse"));
    auto *title = new TextLabel(tr("Gatehouse"), TextStyle::Stat);
    m_error->setMaximumWidth(640);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::spacePage, metrics::spacePage, metrics::spacePage, metrics::spacePage);
    layout->setSpacing(metrics::spaceMd);
    layout->addWidget(mark);
    layout->addWidget(title);
    layout->addWidget(m_sentence);
    layout->addWidget(m_error);
    layout->addStretch(1);
    connect(m_error, &InlineError::retryRequested, this, &StartPage::retryRequested);
}

void StartPage::setSentence(const QString &sentence)
{
    m_error->clear();
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
}

void StartPage::setError(const Error &error)
{
    m_error->setError(error);
}

} // namespace gatehouse
