// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/pagestack.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr qsizetype historyLimit = 100;
}

PageStack::PageStack(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"pageStack"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

void PageStack::addPage(const QString &id, Factory factory)
{
    m_order.append(id);
    m_factories.insert(id, std::move(factory));
}

PageWidget *PageStack::build(const QString &id)
{
    PageWidget *page = m_factories.value(id)();
    m_pages.insert(id, page);
    m_stack->addWidget(page);
    connect(page, &PageWidget::crumbChanged, this, &PageStack::crumbChanged);
    connect(page, &PageWidget::asOfChanged, this, &PageStack::asOfChanged);
    connect(page, &PageWidget::settledChanged, this, &PageStack::settledChanged);
    connect(page, &PageWidget::navigationRequested, this, [this](const QString &target, const QString &object) { open(target, object); });
    return page;
}

bool PageStack::show(const Place &place)
{
    if (!m_factories.contains(place.page))
        return false;
    PageWidget *page = m_pages.value(place.page);
    if (!page)
        page = build(place.page);
    m_current = page;
    m_currentId = place.page;
    m_stack->setCurrentWidget(page);
    Q_EMIT pageChanged(place.page);
    if (!place.object.isEmpty())
        page->openObject(place.object);
    page->activate();
    Q_EMIT crumbChanged();
    Q_EMIT asOfChanged();
    Q_EMIT historyChanged();
    return true;
}

bool PageStack::open(const QString &id, const QString &objectId)
{
    const Place place {id, objectId};
    if (m_position < 0 || m_history.at(m_position) != place) {
        if (!m_factories.contains(id))
            return false;
        m_history.resize(m_position + 1);
        m_history.append(place);
        if (m_history.size() > historyLimit)
            m_history.removeFirst();
        m_position = m_history.size() - 1;
    }
    return show(place);
}

void PageStack::goBack()
{
    if (canGoBack())
        show(m_history.at(--m_position));
}

void PageStack::goForward()
{
    if (canGoForward())
        show(m_history.at(++m_position));
}

void PageStack::reset()
{
    m_current = nullptr;
    m_currentId.clear();
    m_history.clear();
    m_position = -1;
    for (PageWidget *page : std::as_const(m_pages))
        delete page;
    m_pages.clear();
}

} // namespace gatehouse
